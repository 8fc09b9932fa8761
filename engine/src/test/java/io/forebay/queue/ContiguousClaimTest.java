package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rows of a claim as one tensor, where they lie one behind the other.
class ContiguousClaimTest {
  private static final QueueConfig PAIRS =
      QueueConfig.of(4, TensorSpec.of(DType.INT64, 2), TensorSpec.of(DType.FLOAT32));

  @ParameterizedTest
  @EnumSource
  void isWrittenAsOneTensorAComponent(MemoryPolicy memory) throws Exception {
    TensorQueue queue = new FifoQueue(PAIRS.withMemory(memory));
    Claim claim = queue.newClaim(3);
    Batch batch = queue.newBatch(3);
    List<Boolean> contiguous = new ArrayList<>();
    for (int lap = 0; lap < 8; lap++) {
      queue.claim(claim);
      contiguous.add(claim.isContiguous());
      write(claim, lap);
      claim.publish();
      try (batch) {
        queue.dequeueMany(batch);
        for (int row = 0; row < 3; row++) {
          assertEquals(10 * lap + row, batch.component(0).getLong(2L * row));
          assertEquals(row, batch.component(0).getLong(2L * row + 1));
          assertEquals(lap, batch.component(1).getFloat(row));
        }
      }
    }
    boolean mirrored = memory == MemoryPolicy.BEST && Platform.current().mirroring();
    List<Boolean> plain = List.of(true, false, false, true, true, false, false, true);
    assertEquals(
        mirrored ? List.of(true, true, true, true, true, true, true, true) : plain, contiguous);
    queue.free();
  }

  private static void write(Claim claim, int lap) {
    for (int row = 0; row < 3; row++) {
      boolean together = claim.isContiguous();
      Tensor numbers = together ? claim.component(0) : claim.element(row).component(0);
      Tensor value = together ? claim.component(1) : claim.element(row).component(1);
      assertEquals(together ? Shape.of(3, 2) : Shape.of(2), numbers.shape());
      int first = together ? row : 0;
      numbers.setLong(2L * first, 10L * lap + row);
      numbers.setLong(2L * first + 1, row);
      value.setFloat(first, lap);
    }
  }

  @Test
  void itsTensorsThrowOnceItIsPublished() throws Exception {
    TensorQueue queue = new FifoQueue(PAIRS);
    Claim claim = queue.newClaim(1);
    assertFalse(claim.isContiguous(), "not open");
    assertThrows(IllegalStateException.class, () -> claim.component(0));
    queue.claim(claim);
    Tensor numbers = claim.component(0);
    numbers.setLong(0, 1);
    claim.publish();
    assertThrows(IllegalStateException.class, () -> numbers.setLong(0, 2));
    queue.free();
  }

  @Test
  void rowsOfAShuffleQueueLieApart() throws Exception {
    TensorQueue queue = new ShuffleQueue(PAIRS, ShuffleConfig.of(0));
    Claim claim = queue.newClaim(2);
    try (claim) {
      queue.claim(claim);
      assertFalse(claim.isContiguous());
      assertThrows(IllegalStateException.class, () -> claim.component(0));
      assertTrue(claim.element(1).component(0).shape().equals(Shape.of(2)));
    }
    queue.free();
  }
}
