package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows of pooled queues that were claimed and not written, while nobody dequeues.
class TombstonesTest extends PooledFixture {
  private static final ElementWriter<String, RuntimeException> FAILING =
      (why, slot) -> {
        throw new IllegalStateException(why);
      };

  /// A source that only fails would otherwise fill the memory: nobody looks at what it leaves.
  @ParameterizedTest
  @EnumSource
  void takeNoMemory(PooledKind kind) {
    TensorQueue q = own(kind.create(QueueConfig.of(4, TensorSpec.of(DType.UINT8, 1 << 20))));
    for (int i = 0; i < 2_000; i++) {
      assertThrows(IllegalStateException.class, () -> q.enqueue("bad record", FAILING));
    }
    assertEquals(0, outstanding(q));
    assertEquals(0, q.size());
    assertEquals(0, q.counters().enqueued());
  }

  @ParameterizedTest
  @EnumSource
  void areFreedWithTheQueue(PooledKind kind) {
    TensorQueue q = kind.create(QueueConfig.of(4, Tensors.NUMBER));
    assertThrows(IllegalStateException.class, () -> q.enqueue("bad record", FAILING));
    q.free();
    assertEquals(0, outstanding(q));
  }

  /// A row behind one that is not done yet waits; once that is given up, it may leave.
  @ParameterizedTest
  @EnumSource
  void areSteppedOver(PooledKind kind) throws Exception {
    TensorQueue q = own(kind.create(QueueConfig.of(9, Tensors.NUMBER)));
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Claim claim = q.newClaim(1);
      Call.to(() -> q.claim(claim)).result();
      for (int c = 0; c <= kind.first(); c++) {
        claim.element(0).component(c).setLong(0, i);
      }
      claims.add(claim);
    }
    for (int i : new int[] {5, 2, 4}) {
      claims.get(i).publish();
    }
    assertEquals(3, q.size());
    if (kind.isOrdered()) {
      assertEquals(null, WayOut.MANY.take(q, 1, Wait.NOT_AT_ALL), "0 and 1 are being written");
    }
    for (int i : new int[] {1, 0, 3}) {
      claims.get(i).close();
    }
    long[] taken = new long[3];
    for (int i = 0; i < 3; i++) {
      taken[i] = next(q, kind.first());
    }
    if (kind == PooledKind.SHUFFLE) {
      Arrays.sort(taken);
    }
    assertArrayEquals(new long[] {2, 4, 5}, taken);
  }
}
