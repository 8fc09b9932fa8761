package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Call;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.List;

/// What a close lets happen, and what it ends.
abstract class CloseScenarios extends CaseFixture {
  /// EM of four, C, D four times, and a fifth time.
  void aClosedQueueIsDrained() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    q.close();
    assertCameOut(Values.list(10, 20, 30, 40), Ops.dequeueTimes(q, 4));
    assertEnd(() -> Ops.dequeue(q));
  }

  /// EM of four; the consumer takes them, asks for a fifth, and the queue is closed.
  void aConsumerThatTookEverythingEndsWithTheClose() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    List<Double> cameOut = new ArrayList<>();
    Call<Double> fifth =
        blockedConsumer(
            q,
            () -> {
              cameOut.addAll(Ops.dequeueTimes(q, 4));
              return Ops.dequeue(q);
            });
    q.close();
    assertEnds(fifth);
    assertCameOut(Values.list(10, 20, 30, 40), cameOut);
  }

  /// D waits at an empty queue, which is closed.
  void aDequeueAtAnEmptyQueueEndsWithTheClose() throws Exception {
    TensorQueue q = queue(10);
    Call<Double> dequeue = blockedConsumer(q, () -> Ops.dequeue(q));
    q.close();
    assertEnds(dequeue);
  }

  /// EM of four, DM(4), and a second DM(4) waits for the close.
  void aSecondBatchEndsWithTheClose() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    List<Double> first = new ArrayList<>();
    Call<List<Double>> second =
        blockedConsumer(
            q,
            () -> {
              first.addAll(Ops.dequeueMany(q, 4));
              return Ops.dequeueMany(q, 4);
            });
    q.close();
    assertEnds(second);
    assertCameOut(Values.list(10, 20, 30, 40), first);
  }

  /// DM(4) waits at an empty queue, which is closed.
  void aBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    TensorQueue q = queue(10);
    Call<List<Double>> batch = blockedConsumer(q, () -> Ops.dequeueMany(q, 4));
    q.close();
    assertEnds(batch);
  }

  /// DU(4) waits at an empty queue, which is closed: the end, not an empty batch.
  void anUpToBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    TensorQueue q = queue(10);
    Call<List<Double>> batch = blockedConsumer(q, () -> Ops.dequeueUpTo(q, 4));
    q.close();
    assertEnds(batch);
  }

  /// E, C, E.
  void nothingIsEnqueuedAfterTheClose() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueue(q, 10);
    q.close();
    assertClosed(() -> Ops.enqueue(q, 20));
    assertEquals(1, q.size());
  }

  /// EM, C, EM.
  void nothingStackedIsEnqueuedAfterTheClose() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    q.close();
    assertClosed(() -> Ops.enqueueMany(q, 10, 20, 30, 40));
    assertEquals(4, q.size());
  }

  /// E(50) at a full queue of four; D five times.
  void anEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    TensorQueue q = queue(4);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    Call<Void> enqueue = blockedProducer(q, () -> Ops.enqueue(q, 50));
    assertEquals(4, q.size());
    assertCameOut(Values.list(10, 20, 30, 40, 50), Ops.dequeueTimes(q, 5));
    enqueue.result();
    assertEquals(0, q.size());
  }

  /// EM[50, 60] at a full queue of four; D six times.
  void aStackedEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    TensorQueue q = queue(4);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    Call<Void> enqueue = blockedProducer(q, () -> Ops.enqueueMany(q, 50, 60));
    assertEquals(4, q.size());
    assertCameOut(Values.list(10, 20, 30, 40, 50, 60), Ops.dequeueTimes(q, 6));
    enqueue.result();
    assertEquals(0, q.size());
  }
}
