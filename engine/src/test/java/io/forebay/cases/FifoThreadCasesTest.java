package io.forebay.cases;

import static io.forebay.cases.BatchScenarios.MANY;
import static io.forebay.cases.BatchScenarios.UP_TO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// FIFO queues: several threads.
class FifoThreadCasesTest extends ThreadScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc046_tenProducers() throws Exception {
    tenProducers();
  }

  @Test
  void tc047_tenConsumers() throws Exception {
    tenConsumers();
  }

  @Test
  void tc048_aWaitingConsumerGetsWhatComes() throws Exception {
    aWaitingConsumerGetsWhatComes();
  }

  @Test
  void tc067_tenStackedProducers() throws Exception {
    tenStackedProducers();
  }

  @Test
  void tc068_tenBatchConsumers() throws Exception {
    tenBatchConsumers(MANY);
  }

  @Test
  void tc070_producersAndConsumersOfAnAlmostFullQueue() throws Exception {
    TensorQueue q = queue(50);
    Ops.enqueueMany(q, nCopies(49, 10));
    List<Call<Void>> producers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      producers.add(Call.to(() -> Ops.enqueue(q, nCopies(100, 20))));
    }
    List<Call<List<Double>>> consumers = calls(10, () -> Ops.dequeueTimes(q, 100));
    results(producers);
    List<Double> cameOut = new ArrayList<>(flat(results(consumers)));
    assertEquals(49, q.size());
    cameOut.addAll(Ops.dequeueMany(q, 49));
    assertEquals(49, Collections.frequency(cameOut, 10.0));
    assertEquals(1_000, Collections.frequency(cameOut, 20.0));
  }

  private static double[] nCopies(int n, double value) {
    double[] copies = new double[n];
    Arrays.fill(copies, value);
    return copies;
  }

  @Test
  void tc073_aWaitingBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(MANY);
  }

  @Test
  void tc074_aWaitingUpToBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(UP_TO);
  }
}
