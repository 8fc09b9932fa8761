package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TensorFlowDriverTest {
  @Test
  void deliversWhatWasPutIn() {
    try (var driver = driver(new Setting(Kind.FIFO, 10, 0))) {
      assertEquals(Outcome.DONE, driver.start(new Op.Enqueue(row(1)), false).outcome());
      assertEquals(Outcome.DONE, driver.start(new Op.EnqueueMany(rows(2, 3)), false).outcome());
      assertEquals(Outcome.answer(3), driver.start(new Op.Size(), false).outcome());
      assertEquals(
          Outcome.delivered(rows(1, 2)), driver.start(new Op.DequeueMany(2), false).outcome());
      assertEquals(Outcome.delivered(rows(3)), driver.start(new Op.Dequeue(), false).outcome());
      assertEquals(Outcome.answer(0), driver.start(new Op.IsClosed(), false).outcome());
    }
  }

  @Test
  void padsToTheWidestOfTheBatch() {
    try (var driver = driver(new Setting(Kind.PADDING, 10, 0))) {
      driver.start(new Op.Enqueue(new Row(1, 2, 0)), false);
      driver.start(new Op.EnqueueMany(List.of(new Row(2, 3, 0), new Row(3, 3, 0))), false);
      driver.start(new Op.EnqueueMany(List.of()), false);
      assertEquals(
          Outcome.delivered(List.of(new Row(1, 3, 0), new Row(2, 3, 0))),
          driver.start(new Op.DequeueMany(2), false).outcome());
      assertEquals(
          Outcome.delivered(List.of(new Row(3, 3, 0))),
          driver.start(new Op.Dequeue(), false).outcome());
    }
  }

  @Test
  void deliversByPriority() {
    try (var driver = driver(new Setting(Kind.PRIORITY, 10, 0))) {
      var first = new Row(1, 0, 5);
      var second = new Row(2, 0, -1);
      driver.start(new Op.EnqueueMany(List.of(first, second)), false);
      assertEquals(
          Outcome.delivered(List.of(second, first)),
          driver.start(new Op.DequeueMany(2), false).outcome());
    }
  }

  @Test
  void keepsBackWhatMustStayInAShuffleQueue() {
    try (var driver = driver(new Setting(Kind.SHUFFLE, 10, 1))) {
      driver.start(new Op.Enqueue(row(7)), false);
      var waits = driver.start(new Op.Dequeue(), true);
      assertFalse(waits.isDone());
      driver.start(new Op.Close(false), false);
      assertEquals(Outcome.delivered(rows(7)), waits.outcome());
    }
  }

  @Test
  void refusesWrongShapes() {
    try (var driver = driver(new Setting(Kind.FIFO, 10, 0))) {
      for (boolean many : new boolean[] {false, true}) {
        assertEquals(
            Outcome.Status.INVALID_ARGUMENT,
            driver.start(new Op.EnqueueWrongShape(many), false).outcome().status());
      }
      assertEquals(
          Outcome.Status.INVALID_ARGUMENT,
          driver.start(new Op.DequeueMany(-1), false).outcome().status());
    }
  }

  @Test
  void cancelsOneWaiterAndNoOther() {
    try (var driver = driver(new Setting(Kind.FIFO, 10, 0))) {
      var cancelled = driver.start(new Op.DequeueMany(1), true);
      var other = driver.start(new Op.DequeueMany(1), true);
      assertEquals(Outcome.DONE, driver.start(new Op.Cancel(0), false).outcome());
      assertEquals(Outcome.Status.CANCELLED, cancelled.outcome().status());
      assertFalse(other.isDone());
      driver.start(new Op.Enqueue(row(1)), false);
      assertEquals(Outcome.delivered(rows(1)), other.outcome());
    }
  }

  @Test
  void tellsCancelledFromOutOfRange() {
    try (var driver = driver(new Setting(Kind.FIFO, 1, 0))) {
      driver.start(new Op.Enqueue(row(1)), false);
      var enqueue = driver.start(new Op.Enqueue(row(2)), true);
      driver.start(new Op.Close(true), false);
      assertEquals(Outcome.Status.CANCELLED, enqueue.outcome().status());
      assertEquals(
          Outcome.Status.CANCELLED, driver.start(new Op.Enqueue(row(3)), false).outcome().status());
      assertEquals(
          Outcome.Status.CANCELLED, driver.start(new Op.Close(false), false).outcome().status());
      assertEquals(Outcome.delivered(rows(1)), driver.start(new Op.Dequeue(), false).outcome());
      assertEquals(
          Outcome.Status.OUT_OF_RANGE, driver.start(new Op.Dequeue(), false).outcome().status());
    }
  }

  private static TensorFlowDriver driver(Setting setting) {
    return new TensorFlowDriver(setting, Duration.ofMillis(200));
  }

  private static Row row(long id) {
    return new Row(id, 0, 0);
  }

  private static List<Row> rows(long... ids) {
    return LongStream.of(ids).mapToObj(TensorFlowDriverTest::row).toList();
  }
}
