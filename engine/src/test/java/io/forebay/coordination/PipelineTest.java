package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.Code;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private final Pipeline pipeline = new Pipeline("p");
  private final List<String> events = new ArrayList<>();

  @Test
  void queuesAndOperationsAreFoundByName() {
    FifoQueue queue = pipeline.add(queue("q"));
    Operation operation = pipeline.add(operation("op"));
    assertSame(queue, pipeline.queue("q"));
    assertSame(operation, pipeline.operation("op"));
    pipeline.add(queue);
    pipeline.add(operation);
    pipeline.close();
  }

  @Test
  void unknownNamesAreRefusedWithThoseThatThereAre() { // U25
    pipeline.add(queue("q"));
    String message =
        assertThrows(InvalidArgumentException.class, () -> pipeline.queue("x")).getMessage();
    assertEquals("pipeline 'p': no queue 'x' (expected: one of [q])", message);
    assertThrows(InvalidArgumentException.class, () -> pipeline.operation("q"));
    pipeline.close();
  }

  @Test
  void aNameBelongsToOne() {
    FifoQueue other = queue("q");
    pipeline.add(queue("q"));
    pipeline.add(operation("op"));
    assertThrows(InvalidArgumentException.class, () -> pipeline.add(other));
    assertThrows(InvalidArgumentException.class, () -> pipeline.add(operation("op")));
    assertEquals("q_1", pipeline.uniqueName("q"));
    assertEquals("r", pipeline.uniqueName("r"));
    other.free();
    pipeline.close();
  }

  @Test
  void runnersAreListedAsOftenAsTheyAreAdded() { // S1
    QueueRunner runner = runner("q");
    assertEquals(List.of(), pipeline.queueRunners());
    assertSame(runner, pipeline.add(runner));
    pipeline.add(runner);
    QueueRunner other = runner("r");
    pipeline.add(other, "others");
    assertEquals(List.of(runner, runner), pipeline.queueRunners());
    assertEquals(List.of(other), pipeline.queueRunners("others", ""));
    assertEquals(List.of(), pipeline.queueRunners("none", ""));
    assertSame(runner.closeOperation(), pipeline.operation("q_close"));
    assertSame(runner.cancelOperation(), pipeline.operation("q_cancel"));
    assertSame(other.queue(), pipeline.queue("r"));
    pipeline.close();
  }

  @Test
  void runnersAreFilteredByScopesText() { // S6
    QueueRunner one = pipeline.add(runner("scope/a"));
    QueueRunner two = pipeline.add(runner("scope2/b"));
    pipeline.add(runner("c"));
    assertEquals(List.of(one, two), pipeline.queueRunners(Pipeline.QUEUE_RUNNERS, "scope"));
    assertEquals(List.of(one), pipeline.queueRunners(Pipeline.QUEUE_RUNNERS, "scope/"));
    pipeline.close();
  }

  @Test
  void aRunnerIsMadeAgainOfItsDefinition() { // U23, U26
    Operation close = operation("my_close");
    QueueRunner runner =
        pipeline.add(
            QueueRunner.on(queue("q"))
                .operations(List.of(operation("b"), operation("a")))
                .closeOperation(close)
                .closedCodes(List.of(Code.CANCELLED, Code.OUT_OF_RANGE))
                .build());
    QueueRunner again =
        pipeline.queueRunner(QueueRunnerDef.parseFrom(runner.toDef().toByteArray()));
    assertSame(runner.queue(), again.queue());
    assertEquals(runner.operations(), again.operations());
    assertSame(close, again.closeOperation());
    assertSame(runner.cancelOperation(), again.cancelOperation());
    assertEquals(runner.closedCodes(), again.closedCodes());
    assertEquals(1, pipeline.queueRunners().size());
    pipeline.close();
  }

  @Test
  void aDefinitionIsImportedIntoAScope() { // U25
    QueueRunner runner =
        pipeline.add(QueueRunner.on(queue("s/q")).operation(operation("s/op")).build());
    QueueRunnerDef def = runner.toDef("s");
    QueueRunner imported = pipeline.queueRunner(def, "s");
    assertSame(runner.queue(), imported.queue());
    assertEquals(runner.operations(), imported.operations());
    assertThrows(InvalidArgumentException.class, () -> pipeline.queueRunner(def));
    assertThrows(InvalidArgumentException.class, () -> pipeline.queueRunner(def, "t"));
    pipeline.close();
  }

  @Test
  void withoutCodesTheEndOfTheDataIsTheEnd() { // U25: files of old
    pipeline.add(runner("q"));
    QueueRunnerDef old = new QueueRunnerDef("q", List.of("q_op"), "q_close", "q_cancel", List.of());
    assertEquals(List.of(Code.OUT_OF_RANGE), pipeline.queueRunner(old).closedCodes());
    QueueRunnerDef ok =
        new QueueRunnerDef("q", List.of("q_op"), "q_close", "q_cancel", List.of(Code.OK));
    assertThrows(IllegalArgumentException.class, () -> pipeline.queueRunner(ok));
    QueueRunnerDef idle = new QueueRunnerDef("q", List.of(), "q_close", "q_cancel", List.of());
    assertThrows(IllegalArgumentException.class, () -> pipeline.queueRunner(idle));
    pipeline.close();
  }

  @Test
  void closeDoesTheLastFirstAndFreesTheQueues() {
    FifoQueue queue = pipeline.add(queue("q"));
    pipeline.onClose(() -> events.add("first, open: " + !queue.isClosed()));
    pipeline.onClose(() -> events.add("second"));
    pipeline.close();
    assertEquals(List.of("second", "first, open: true"), events);
    assertFreed(queue);
  }

  @Test
  void queuesOfAContainerThatItWasGivenStayOpen() {
    QueueContainer container = new QueueContainer("shared");
    Pipeline one = new Pipeline("one", container);
    FifoQueue shared = one.add(container.fifoQueue("q", QueueConfig.of(1, Tensors.NUMBER)));
    one.cancel();
    one.close();
    assertFalse(shared.isClosed());
    container.reset();
    assertFreed(shared);
  }

  @Test
  void queuesOfItsOwnContainerGoWithIt() {
    QueueConfig config = QueueConfig.of(1, Tensors.NUMBER);
    FifoQueue shared = pipeline.add(pipeline.container().fifoQueue("q", config));
    pipeline.cancel();
    assertTrue(shared.isClosed());
    pipeline.close();
    assertFreed(shared);
  }

  @Test
  void aRunnerIsAddedAsAWholeOrNotAtAll() {
    pipeline.add(operation("q_close"));
    QueueRunner runner = runner("q");
    assertThrows(InvalidArgumentException.class, () -> pipeline.add(runner));
    assertThrows(InvalidArgumentException.class, () -> pipeline.queue("q"));
    assertEquals(List.of(), pipeline.queueRunners());
    runner.queue().free();
    pipeline.close();
  }

  @Test
  void whatIsInUseIsFreedLater() throws Exception {
    FifoQueue used = pipeline.add(queue("used"));
    FifoQueue idle = pipeline.add(queue("idle"));
    pipeline.onClose(() -> events.add("closing"));
    pipeline.onClose(() -> {
      throw new IllegalArgumentException("a closing fails");
    });
    Claim claim = used.newClaim(1);
    used.claim(claim);
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, pipeline::close);
    assertTrue(e.getSuppressed()[0].getMessage().contains("'used'"), "the other failure is told");
    assertEquals(List.of("closing"), events);
    assertFreed(idle);
    claim.close();
    assertThrows(
        IllegalArgumentException.class, pipeline::close); // it failed, so it is tried again
    assertEquals(List.of("closing"), events);
    assertFreed(used);
  }

  @Test
  void anErrorInAClosingLeavesNothingElseOpen() {
    FifoQueue queue = pipeline.add(queue("q"));
    AssertionError error = new AssertionError("a closing fails");
    pipeline.onClose(() -> events.add("closing"));
    pipeline.onClose(() -> {
      throw error;
    });
    assertSame(error, assertThrows(AssertionError.class, pipeline::close));
    assertEquals(List.of("closing"), events);
    assertFreed(queue);
  }

  private static void assertFreed(FifoQueue queue) {
    assertThrows(IllegalStateException.class, queue::size);
  }

  private static FifoQueue queue(String name) {
    return new FifoQueue(QueueConfig.of(2, Tensors.NUMBER).withName(name));
  }

  private static QueueRunner runner(String queue) {
    return QueueRunner.on(queue(queue)).operation(operation(queue + "_op")).build();
  }

  private static Operation operation(String name) {
    return Operations.counting(name, new AtomicInteger(), 1);
  }
}
