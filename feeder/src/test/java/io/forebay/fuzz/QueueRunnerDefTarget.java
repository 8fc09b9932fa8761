package io.forebay.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.coordination.QueueRunnerDef;
import io.forebay.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;

/// Any bytes as the definition of a queue runner: the length of a scope, the scope, the message.
public final class QueueRunnerDefTarget {
  private static final Limit LIMIT = new Limit(4 << 20, 8192, 1 << 16, 64);

  private static final int LONGEST_SCOPE = 15;

  private QueueRunnerDefTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, QueueRunnerDefTarget::read);
  }

  private static void read(byte[] bytes) {
    Input input = new Input(bytes);
    String scope = new String(input.next(input.next() & LONGEST_SCOPE), StandardCharsets.UTF_8);
    QueueRunnerDef def;
    try {
      def = QueueRunnerDef.parseFrom(input.rest());
    } catch (InvalidArgumentException refused) {
      return;
    }
    byte[] written = def.toByteArray();
    assertEquals(def, QueueRunnerDef.parseFrom(written));
    assertArrayEquals(written, QueueRunnerDef.parseFrom(written).toByteArray());
    QueueRunnerDef scoped = def.withScope(scope);
    def.withoutScope(scope);
    if (hasNoSlashInFront(def)) {
      assertEquals(def, scoped.withoutScope(scope));
    }
  }

  /// All slashes behind a scope go with it.
  private static boolean hasNoSlashInFront(QueueRunnerDef def) {
    return hasNone(def.queueName())
        && hasNone(def.closeOpName())
        && hasNone(def.cancelOpName())
        && def.enqueueOpNames().stream().allMatch(QueueRunnerDefTarget::hasNone);
  }

  private static boolean hasNone(String name) {
    return !name.matches("(?s)(\\^|loc:@)?/.*");
  }
}
