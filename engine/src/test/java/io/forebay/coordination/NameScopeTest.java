package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.forebay.error.Code;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// U24 and U25: names leave a scope, and enter one.
class NameScopeTest {
  @Test
  void scopeIsStrippedOnce() {
    assertEquals("q", NameScope.strip("scope", "scope/q"));
    assertEquals("scope/q", NameScope.strip("scope", "scope/scope/q"));
    assertEquals("q", NameScope.strip("scope", "scope///q"));
    assertEquals("b/q", NameScope.strip("a", "a/b/q"));
    assertEquals("q", NameScope.strip("a/b", "a/b/q"));
  }

  @Test
  void scopeIsStrippedBehindMarkers() {
    assertEquals("^q", NameScope.strip("scope", "^scope/q"));
    assertEquals("loc:@q", NameScope.strip("scope", "loc:@scope/q"));
  }

  @Test
  void namesOfOtherScopesStay() {
    for (String other : List.of("other/q", "q", "scopes/q", "a/scope/q", "scope", "^a/q", "")) {
      assertEquals(other, NameScope.strip("scope", other));
    }
  }

  @Test
  void scopeIsTextNotAPattern() {
    assertEquals("a.b/q", NameScope.strip("a.c", "a.b/q"));
    assertEquals("axc/q", NameScope.strip("a.c", "axc/q"));
    assertEquals("q", NameScope.strip("a.c+(", "a.c+(/q"));
    assertEquals("$1\\q", NameScope.strip("s", "s/$1\\q"));
    assertEquals("$1\\/q", NameScope.prepend("$1\\", "q"));
  }

  @Test
  void scopeIsPutInFrontBehindMarkers() {
    assertEquals("scope/q", NameScope.prepend("scope", "q"));
    assertEquals("scope/scope/q", NameScope.prepend("scope", "scope/q"));
    assertEquals("^scope/q", NameScope.prepend("scope", "^q"));
    assertEquals("loc:@scope/q", NameScope.prepend("scope", "loc:@q"));
    assertEquals("scope/a^q", NameScope.prepend("scope", "a^q"));
  }

  @Test
  void allNamesOfADefinitionChange() {
    QueueRunnerDef outside =
        new QueueRunnerDef(
            "q", List.of("^a", "loc:@b"), "close", "cancel", List.of(Code.CANCELLED));
    QueueRunnerDef inside =
        new QueueRunnerDef(
            "s/q", List.of("^s/a", "loc:@s/b"), "s/close", "s/cancel", List.of(Code.CANCELLED));
    assertEquals(inside, outside.withScope("s"));
    assertEquals(outside, inside.withoutScope("s"));
    assertEquals(outside, outside.withScope("").withoutScope(""));
  }

  @Test
  void runnerOfAnotherScopeIsNotExported() { // U24: the text in front, not the scope, decides
    FifoQueue queue = new FifoQueue(QueueConfig.of(1, Tensors.NUMBER).withName("scope/q"));
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(Operations.counting("other/op", new AtomicInteger(), 1))
            .build();
    assertNull(runner.toDef("other"));
    assertNull(runner.toDef("cope"));
    assertEquals(runner.toDef(), runner.toDef(""));
    assertEquals(runner.toDef(), runner.toDef("sc"));
    QueueRunnerDef exported = runner.toDef("scope");
    assertNotNull(exported);
    assertEquals("q", exported.queueName());
    assertEquals(List.of("other/op"), exported.enqueueOpNames());
    assertEquals("q_close", exported.closeOpName());
    queue.free();
  }
}
