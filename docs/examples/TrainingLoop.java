import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;

/// A training loop that looks after its own threads: a queue runner with four threads fills the
/// queue, and whatever ends the loop, the end of the data, an error here or one of a thread, all
/// threads are stopped and joined. A monitored session does the same in one call, see
/// `SimpleShuffleBatch`.
///
/// Its last line: trained on 1000 examples
void main() throws InterruptedException {
  AtomicLong next = new AtomicLong();
  ShuffleQueue queue =
      new ShuffleQueue(
          QueueConfig.of(200, TensorSpec.named("number", DType.INT64)), ShuffleConfig.of(100));
  Operation enqueue =
      Operation.of(
          "enqueue",
          cancellation -> {
            long number = next.getAndIncrement();
            if (number >= 1_000) {
              throw new OutOfRangeException("no more examples");
            }
            Wait wait = Wait.under(cancellation);
            queue.enqueue(number, (n, slot) -> slot.component(0).setLong(0, n), wait);
          });
  QueueRunner runner = QueueRunner.on(queue).operations(Collections.nCopies(4, enqueue)).build();
  Coordinator coordinator = new Coordinator();
  runner.createThreads(coordinator, false, true);

  long examples = 0;
  try (Batch batch = queue.newBatch(25)) {
    while (!coordinator.shouldStop()) {
      queue.dequeueMany(batch);
      examples += batch.rows(); // train on it here
      batch.close();
    }
  } catch (RuntimeException e) {
    coordinator.requestStop(e); // the end of the data is a clean stop, all else an error
  } finally {
    coordinator.requestStop();
    coordinator.join();
  }
  queue.free();
  IO.println("trained on " + examples + " examples");
}
