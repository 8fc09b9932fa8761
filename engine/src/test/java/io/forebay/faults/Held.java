package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What a queue holds at the end of a test.
final class Held {
  private Held() {}

  /// Closes the queue, finds exactly these numbers in it, in order where it has one, and frees it,
  /// which finds claims and batches that somebody left open.
  static void exactly(QueueKind kind, TensorQueue queue, long... numbers)
      throws InterruptedException {
    queue.close(true);
    List<Long> found = rest(kind, queue);
    if (!kind.isOrdered()) {
      found.sort(null);
    }
    assertEquals(LongStream.of(numbers).boxed().toList(), found);
    queue.free();
  }

  /// Takes all that is left of a closed queue.
  static List<Long> rest(QueueKind kind, TensorQueue queue) throws InterruptedException {
    List<Long> found = new ArrayList<>();
    try (Batch batch = queue.newBatch(1)) {
      while (true) {
        queue.dequeueMany(batch);
        Arrays.stream(kind.numbers(batch)).forEach(found::add);
        release(batch);
      }
    } catch (OutOfRangeException end) {
      return found;
    }
  }

  private static void release(Batch batch) {
    batch.close();
  }
}
