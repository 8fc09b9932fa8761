package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Several threads: nothing is lost, nothing comes twice, who waits is woken.
abstract class ThreadScenarios extends CaseFixture {
  private static final int THREADS = 10;
  private static final int MIXED = 250;
  private static final double[] HUNDRED = Values.range(0, 100);

  /// Ten producers, one E each; D ten times.
  void tenProducers() throws Exception {
    TensorQueue q = queue(10);
    List<Call<Void>> producers = new ArrayList<>();
    for (double value : Values.tens(THREADS)) {
      producers.add(Call.to(() -> Ops.enqueue(q, value)));
    }
    results(producers);
    assertSameMultiset(Values.list(Values.tens(THREADS)), Ops.dequeueTimes(q, THREADS));
  }

  /// Ten elements; ten consumers, one D each.
  void tenConsumers() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueue(q, Values.tens(THREADS));
    List<Double> cameOut = results(calls(THREADS, () -> Ops.dequeue(q)));
    assertSameMultiset(Values.list(Values.tens(THREADS)), cameOut);
    assertEquals(0, q.size());
  }

  /// Capacity 3: a consumer of three elements waits, then 10, 20, 30 come.
  void aWaitingConsumerGetsWhatComes() throws Exception {
    TensorQueue q = queue(3);
    Call<List<Double>> consumer = blockedConsumer(q, () -> Ops.dequeueTimes(q, 3));
    Ops.enqueue(q, 10, 20, 30);
    assertCameOut(Values.list(10, 20, 30), consumer.result());
  }

  /// Ten producers put the same hundred values in at once; DM(1000).
  void tenStackedProducers() throws Exception {
    TensorQueue q = queue(THREADS * HUNDRED.length);
    List<Call<Void>> producers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      producers.add(Call.to(() -> Ops.enqueueMany(q, HUNDRED)));
    }
    results(producers);
    assertSameMultiset(tenTimesHundred(), Ops.dequeueMany(q, THREADS * HUNDRED.length));
  }

  /// A thousand elements; ten consumers take a batch of a hundred each.
  void tenBatchConsumers(BatchScenarios.Take way) throws Exception {
    TensorQueue q = queue(THREADS * HUNDRED.length);
    double[] all = Values.range(0, THREADS * HUNDRED.length);
    Ops.enqueueMany(q, all);
    List<Call<List<Double>>> consumers =
        calls(
            THREADS,
            () -> {
              try (Batch batch = q.newBatch(HUNDRED.length)) {
                way.take(q, batch);
                return Values.list(batch.component(0));
              }
            });
    assertSameMultiset(Values.list(all), flat(results(consumers)));
  }

  private static List<Double> tenTimesHundred() {
    return flat(Collections.nCopies(THREADS, Values.list(HUNDRED)));
  }

  /// Ten producers and ten consumers of a hundred elements each, one by one.
  void tenProducersAndTenConsumers(int capacity) throws Exception {
    TensorQueue q = queue(capacity);
    List<Call<Void>> producers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      producers.add(Call.to(() -> Ops.enqueue(q, HUNDRED)));
    }
    List<Call<List<Double>>> consumers = calls(THREADS, () -> Ops.dequeueTimes(q, HUNDRED.length));
    results(producers);
    assertSameMultiset(tenTimesHundred(), flat(results(consumers)));
    assertEquals(0, q.size());
  }

  /// 0 to 249 through a capacity of 10, put in one by one and stacked as it falls; D 250 times.
  void aMixtureOfEnqueuesKeepsTheOrder() throws Exception {
    TensorQueue q = queue(10);
    Random random = new Random(250);
    Call<Void> producer =
        Call.to(() -> {
          for (int i = 0; i < MIXED; ) {
            int n = Math.min(MIXED - i, random.nextInt(10));
            if (n == 0) {
              Ops.enqueue(q, i++);
            } else {
              Ops.enqueueMany(q, Values.range(i, i + n));
              i += n;
            }
          }
        });
    assertEquals(Values.list(Values.range(0, MIXED)), Ops.dequeueTimes(q, MIXED));
    producer.result();
  }

  /// 0 to 249 through a capacity of 10, taken one by one and in batches as it falls.
  void aMixtureOfDequeuesKeepsTheOrder() throws Exception {
    TensorQueue q = queue(10);
    Random random = new Random(251);
    Call<Void> producer = Call.to(() -> Ops.enqueueMany(q, Values.range(0, MIXED)));
    List<Double> cameOut = new ArrayList<>();
    while (cameOut.size() < MIXED) {
      int n = Math.min(MIXED - cameOut.size(), random.nextInt(10));
      cameOut.addAll(n == 0 ? Ops.dequeueTimes(q, 1) : Ops.dequeueMany(q, n));
    }
    assertEquals(Values.list(Values.range(0, MIXED)), cameOut);
    producer.result();
  }

  /// DM(4) or DU(4) waits at an empty queue; EM of four serves it.
  void aWaitingBatchGetsWhatComes(BatchScenarios.Take way) throws Exception {
    TensorQueue q = queue(10);
    Call<List<Double>> consumer =
        blockedConsumer(
            q,
            () -> {
              try (Batch batch = q.newBatch(4)) {
                way.take(q, batch);
                return Values.list(batch.component(0));
              }
            });
    Ops.enqueueMany(q, 10, 20, 30, 40);
    assertCameOut(Values.list(10, 20, 30, 40), consumer.result());
  }

  /// A batch of as many rows as a number from another queue says: all of them.
  void aBatchOfAsManyRowsAsAQueueSays(BatchScenarios.Take way) throws Exception {
    TensorQueue counts = queue(10, INT);
    TensorQueue q = queue(10);
    Ops.enqueue(q, Values.tens(10));
    counts.enqueue(Values.scalar(DType.INT32, 10));
    Call<List<Double>> consumer =
        Call.of(() -> {
          try (Batch batch = q.newBatch((int) Ops.dequeue(counts))) {
            way.take(q, batch);
            return Values.list(batch.component(0));
          }
        });
    assertCameOut(Values.list(Values.tens(10)), consumer.result());
  }

  /// The session of blocked calls ends: each fails, and the queues go on.
  void aCancelledSessionEndsItsWaits() throws Exception {
    TensorQueue empty = queue(5);
    TensorQueue full = queue(5);
    Ops.enqueueMany(full, Values.tens(5));
    Cancellation.Flag session = Cancellation.flag();
    Wait wait = Wait.under(session);
    var out = Values.scalar(DType.FLOAT32, 0);
    List<Call<?>> blocked =
        List.of(
            blockedConsumer(empty, () -> empty.dequeue(wait, out)),
            blockedConsumer(empty, () -> empty.dequeueMany(empty.newBatch(2), wait)),
            blockedConsumer(empty, () -> empty.dequeueUpTo(empty.newBatch(2), wait)),
            blockedProducer(full, () -> full.enqueue(wait, out)),
            blockedProducer(full, () -> full.enqueueMany(wait, Values.vector(DType.FLOAT32, 1))));
    session.cancel();
    for (Call<?> call : blocked) {
      String message = call.failure(CancelledException.class).getMessage();
      assertTrue(message.contains("cancelled"), message);
    }
    assertEquals(0, empty.waitingConsumers() + full.waitingProducers());
    assertCameOut(Values.list(Values.tens(5)), Ops.dequeueTimes(full, 5));
    Ops.enqueue(empty, 1);
    assertEquals(1, Ops.dequeue(empty));
  }
}
