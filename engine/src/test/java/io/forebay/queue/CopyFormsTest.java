package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Dequeues that copy fewer rows than the caller's tensors hold.
class CopyFormsTest {
  private final FifoQueue queue = new FifoQueue(QueueConfig.of(8, TensorSpec.of(DType.INT64)));
  private final Tensor out = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(4));

  @AfterEach
  void free() {
    queue.free();
  }

  @Test
  void upToTakesNothingFromAnOpenQueueThatHasTooFew() throws InterruptedException {
    enqueue(1, 2);
    assertEquals(0, queue.dequeueUpTo(Wait.NOT_AT_ALL, 4, out), "Q34");
    assertEquals(2, queue.size());
  }

  @Test
  void upToCopiesWhatIsLeftAfterTheClose() throws InterruptedException {
    enqueue(1, 2);
    queue.close();
    assertEquals(2, queue.dequeueUpTo(Wait.NOT_AT_ALL, 4, out), "Q35");
    assertEquals(1, out.getLong(0));
    assertEquals(2, out.getLong(1));
    assertThrows(OutOfRangeException.class, () -> queue.dequeueUpTo(4, out));
  }

  @Test
  void availableCopiesWhatIsThere() throws InterruptedException {
    assertEquals(0, queue.dequeueAvailable(Wait.NOT_AT_ALL, Duration.ZERO, 4, out));
    enqueue(5, 6, 7);
    assertEquals(3, queue.dequeueAvailable(Wait.FOREVER, Duration.ZERO, 4, out));
    assertEquals(7, out.getLong(2));
  }

  private void enqueue(long... values) throws InterruptedException {
    for (long value : values) {
      queue.enqueue(value, (v, slot) -> slot.component(0).setLong(0, v));
    }
  }
}
