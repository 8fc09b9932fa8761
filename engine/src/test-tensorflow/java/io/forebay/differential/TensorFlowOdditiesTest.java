package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Where Forebay does deliberately not what TensorFlow does, and the model has an option: what
/// TensorFlow does.
class TensorFlowOdditiesTest {
  @Test
  void whatACancelledDequeueHeldIsLost() { // Q57
    try (var driver = driver(Kind.FIFO, 10)) {
      driver.start(enqueue(1), false);
      driver.start(enqueue(2), false);
      var partial = driver.start(new Op.DequeueMany(3), true);
      driver.start(new Op.Cancel(2), false);
      assertEquals(Outcome.Status.CANCELLED, partial.outcome().status());
      assertEquals(0, driver.state().size());
      driver.start(enqueue(3), false);
      assertEquals(rows(3), driver.start(new Op.Dequeue(), false).outcome().rows());
    }
  }

  @Test
  void aWaitingDequeueOfSeveralTakesElementsOutOfTheSize() { // Q12, Q13
    try (var driver = driver(Kind.FIFO, 2)) {
      var partial = driver.start(new Op.DequeueMany(4), true);
      driver.start(enqueue(1), false);
      driver.start(enqueue(2), false);
      driver.start(enqueue(3), false); // of capacity 2
      assertEquals(0, driver.state().size());
      driver.start(enqueue(4), false);
      assertEquals(rows(1, 2, 3, 4), partial.outcome().rows());
    }
  }

  @Test
  void whatIsGivenBackTakesRoom() { // Q31
    try (var driver = driver(Kind.FIFO, 2)) {
      var partial = driver.start(new Op.DequeueMany(5), true);
      driver.start(new Op.EnqueueMany(rows(1, 2, 3, 4)), false);
      driver.start(new Op.Close(false), false);
      assertEquals(Outcome.Status.OUT_OF_RANGE, partial.outcome().status());
      assertEquals(4, driver.state().size());
    }
  }

  @Test
  void theMessageTellsWhatWasMissing() { // Q32
    try (var driver = driver(Kind.FIFO, 10)) {
      var partial = driver.start(new Op.DequeueMany(5), true);
      driver.start(new Op.EnqueueMany(rows(1, 2, 3)), false);
      driver.start(new Op.Close(false), false);
      assertEquals("requested 2, current size 0", partial.outcome().detail());
    }
  }

  @Test
  void whatIsLeftIsLostToALongDequeueUpToOfAPriorityQueue() { // P7
    try (var driver = driver(Kind.PRIORITY, 10)) {
      driver.start(new Op.EnqueueMany(rows(1, 2)), false);
      driver.start(new Op.Close(false), false);
      var upTo = driver.start(new Op.DequeueUpTo(3), false).outcome();
      assertEquals(Outcome.failed(Outcome.Status.OUT_OF_RANGE, upTo.detail()), upTo);
      assertEquals(0, driver.state().size());
    }
  }

  @Test
  void aWaitingCloseCannotBeCancelledByItsCaller() { // Q42
    try (var driver = driver(Kind.FIFO, 1)) {
      driver.start(enqueue(1), false);
      driver.start(enqueue(2), true);
      var close = driver.start(new Op.Close(false), true);
      driver.start(new Op.Cancel(2), false);
      assertFalse(close.isDone());
      driver.start(new Op.Dequeue(), false);
      assertEquals(Outcome.DONE, close.outcome());
    }
  }

  private static TensorFlowDriver driver(Kind kind, int capacity) {
    return new TensorFlowDriver(new Setting(kind, capacity, 0), Duration.ofMillis(200));
  }

  private static Op enqueue(long id) {
    return new Op.Enqueue(new Row(id, 0, 0));
  }

  private static List<Row> rows(long... ids) {
    return LongStream.of(ids).mapToObj(id -> new Row(id, 0, 0)).toList();
  }
}
