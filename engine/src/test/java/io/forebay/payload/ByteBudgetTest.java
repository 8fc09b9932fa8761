package io.forebay.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.ring.Layout;
import io.forebay.ring.SegmentWords;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What is reserved never exceeds the limit, unless it was reserved regardless.
class ByteBudgetTest {
  private static ByteBudget budget(long limit) {
    Layout layout = new Layout();
    layout.word();
    long at = layout.word();
    return new ByteBudget(new SegmentWords(Arena.ofAuto(), layout.bytes()), at, limit);
  }

  @Test
  void takesUpToTheLimitAndNotAByteMore() {
    ByteBudget budget = budget(100);
    assertEquals(100, budget.limit());
    assertTrue(budget.tryReserve(60));
    assertFalse(budget.tryReserve(41));
    assertFalse(budget.has(41));
    assertTrue(budget.has(40));
    assertTrue(budget.tryReserve(40));
    assertEquals(100, budget.used());
    budget.release(100);
    assertEquals(0, budget.used());
  }

  @Test
  void nothingIsAlwaysThere() {
    ByteBudget budget = budget(1);
    budget.reserve(5);
    assertTrue(budget.has(0));
    assertTrue(budget.tryReserve(0));
    assertEquals(5, budget.used());
  }

  /// Elements that come back count, whatever the limit.
  @Test
  void whatIsReservedRegardlessIsMissedLater() {
    ByteBudget budget = budget(100);
    assertTrue(budget.tryReserve(100));
    budget.reserve(50);
    assertEquals(150, budget.used());
    budget.release(60);
    assertFalse(budget.tryReserve(11));
    assertTrue(budget.tryReserve(10));
  }

  @Test
  void withoutALimitEverythingFits() {
    ByteBudget budget = budget(ByteBudget.UNLIMITED);
    assertTrue(budget.tryReserve(1L << 62));
    assertTrue(budget.has(1L << 61));
    assertTrue(budget.tryReserve(1L << 61));
  }

  @Test
  void severalThreadsNeverHaveMoreThanTheLimit() {
    ByteBudget budget = budget(1_000);
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      threads.add(CompletableFuture.runAsync(() -> reserveAndRelease(budget, random)));
    }
    threads.forEach(CompletableFuture::join);
    assertEquals(0, budget.used());
  }

  private static void reserveAndRelease(ByteBudget budget, Random random) {
    for (int i = 0; i < 20_000; i++) {
      int bytes = random.nextInt(600);
      if (budget.tryReserve(bytes)) {
        assertTrue(budget.used() >= bytes && budget.used() <= budget.limit());
        budget.release(bytes);
      }
    }
  }
}
