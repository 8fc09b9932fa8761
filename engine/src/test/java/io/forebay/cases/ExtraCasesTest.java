package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Cases that follow from the rules and that TensorFlow's own tests leave out.
class ExtraCasesTest extends CaseFixture {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tx01_aCancellingCloseKeepsTheRowsThatAreIn() throws Exception {
    TensorQueue q = queue(3);
    Call<Void> enqueue = blockedProducer(q, () -> Ops.enqueueMany(q, 1, 2, 3, 4, 5));
    q.close(true);
    assertEquals(3, enqueue.failure(CancelledException.class).rowsEnqueued());
    assertEquals(Values.list(1, 2, 3), Ops.dequeueTimes(q, 3));
    assertEnd(() -> Ops.dequeue(q));
  }

  @Test
  void tx04_aSecondPlainCloseFailsASecondCancellingCloseDoesNot() throws Exception {
    TensorQueue plain = queue(3);
    plain.close();
    String message = assertThrows(CancelledException.class, plain::close).getMessage();
    assertTrue(message.contains("already closed"), message);
    TensorQueue cancelled = queue(3);
    cancelled.close(true);
    cancelled.close(true);
    assertTrue(plain.isClosed() && cancelled.isClosed());
  }

  @Test
  void tx07_noRowsGoInAndOutOfAClosedQueue() throws Exception {
    TensorQueue q = queue(3);
    Ops.enqueue(q, 10);
    q.close();
    Ops.enqueueMany(q);
    assertEquals(List.of(), Ops.dequeueMany(q, 0));
    assertEquals(10, Ops.dequeue(q));
    Ops.enqueueMany(q);
    assertEquals(List.of(), Ops.dequeueMany(q, 0));
    assertEquals(0, q.size());
  }

  @Test
  void tx09_ofTwoUpToBatchesTheFirstGetsWhatIsLeft() throws Exception {
    TensorQueue q = queue(10);
    Call<List<Double>> first = blockedConsumer(q, () -> Ops.dequeueUpTo(q, 3));
    Call<List<Double>> second = blockedConsumer(q, () -> Ops.dequeueUpTo(q, 3));
    Ops.enqueueMany(q, 1, 2);
    assertTrue(first.isRunning() && second.isRunning());
    q.close();
    assertEquals(Values.list(1, 2), first.result());
    assertEnds(second);
  }

  @Test
  void tx14_aWrongShapeIsReportedAlsoOfAClosedQueue() throws Exception {
    TensorQueue q = queue(3);
    q.close();
    assertRefused("expected [] got [2]", () -> q.enqueue(Values.vector(DType.FLOAT32, 1, 2)));
    assertClosed(() -> Ops.enqueue(q, 1));
  }
}
