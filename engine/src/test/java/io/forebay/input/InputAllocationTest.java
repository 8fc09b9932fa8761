package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.CancelledException;
import io.forebay.queue.AllocatedBytes;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bringing records in and taking batches out allocates nothing in steady state, measured over
/// 40,000 records by one thread that is worker and consumer in turn.
class InputAllocationTest {
  private static final int BATCH = 8;
  private static final int WARM_UP = 3_000;
  private static final int ROUNDS = 5_000;
  private static final ElementSpec NUMBER = ElementSpec.of(Tensors.NUMBER);

  private final Pipeline pipeline = new Pipeline("allocation");
  private final Cancellation.Flag flag = Cancellation.flag();
  private final AllocatedBytes allocated;

  InputAllocationTest() throws ReflectiveOperationException {
    allocated = new AllocatedBytes();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void writtenRecords() throws Exception {
    assertAllocatesNothing(
        Examples.written(new Counting(Long.MAX_VALUE), Inputs.PAIR, Inputs.WRITER));
  }

  @Test
  void singleRecordsWithoutNames() throws Exception {
    Tensor number = Tensors.scalar(7);
    Source<Tensor[]> source =
        new Source<>() {
          @Override
          public Tensor[] newRecord() {
            return new Tensor[] {number};
          }

          @Override
          public boolean next(Tensor[] record) {
            return true;
          }
        };
    assertAllocatesNothing(Examples.single(source, NUMBER));
  }

  @Test
  void rowsOfSeveralTensors() throws Exception {
    Tensor images = Tensor.allocate(Arena.ofAuto(), TensorSpec.of(DType.FLOAT32, 50, 4));
    Tensor labels = Tensor.allocate(Arena.ofAuto(), TensorSpec.of(DType.INT64, 50));
    Examples<Tensor[]> slices = Producers.slices(images, labels).shuffle(false).in(pipeline);
    Operation epoch = pipeline.queueRunners().getFirst().operations().getFirst();
    Thread producer = Thread.ofPlatform().daemon().start(() -> repeat(epoch));
    assertAllocatesNothing(slices);
    flag.cancel();
    producer.join();
  }

  @Test
  void elementsOfAnotherQueue() throws Exception {
    FifoQueue other = pipeline.add(new FifoQueue(QueueConfig.of(100, Tensors.NUMBER)));
    QueueRunner numbers =
        QueueRunner.on(other)
            .operation(Operation.of("numbers", c -> other.enqueue(Tensors.scalar(1))))
            .build();
    Thread filling = numbers.createThreads(flag, null, true, true).getFirst();
    assertAllocatesNothing(Examples.from(other));
    other.close(true);
    filling.join();
  }

  private void repeat(Operation operation) {
    try {
      while (!flag.isCancelled()) {
        operation.run(flag);
      }
    } catch (CancelledException stopped) {
      assert flag.isCancelled();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void assertAllocatesNothing(Examples<?> examples) throws Exception {
    BatchReader reader = Input.batch(examples).batchSize(BATCH).in(pipeline);
    Operation worker = pipeline.queueRunners().getLast().operations().getFirst();
    rounds(worker, reader, WARM_UP);
    long before = allocated.soFar();
    rounds(worker, reader, ROUNDS);
    AllocatedBytes.assertLittle(allocated.soFar() - before);
  }

  private void rounds(Operation worker, BatchReader reader, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < BATCH; i++) {
        worker.run(flag);
      }
      reader.take();
    }
  }
}
