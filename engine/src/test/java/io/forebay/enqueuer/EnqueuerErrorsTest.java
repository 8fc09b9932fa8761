package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnqueuerErrorsTest {
  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  /// Numbers up to item 7, which fails.
  private static Sequence<Integer> failingWith(Throwable failure) {
    return new Numbers(10) {
      @Override
      public Integer get(int index) throws Exception {
        if (index == 7 && failure instanceof Error error) {
          throw error;
        } else if (index == 7) {
          throw (Exception) failure;
        }
        return super.get(index);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void aFailureComesInItsTurnAndIsTheEnd_K14(int workers) {
    RuntimeException failure = new IllegalStateException("item 7");
    try (var enqueuer = OrderedEnqueuer.of(failingWith(failure))) {
      enqueuer.start(workers, 10);
      Iterator<Integer> items = enqueuer.get();
      Iterator<Integer> others = enqueuer.get();
      for (int i = 0; i < 7; i++) {
        assertEquals(i, items.next());
      }
      assertSame(failure, assertThrows(IllegalStateException.class, items::hasNext));
      assertFalse(enqueuer.isRunning());
      LeftBehind.assertNothing();
      assertFalse(items.hasNext());
      assertThrows(NoSuchElementException.class, items::next);
      assertFalse(others.hasNext());
    }
  }

  @Test
  void aCheckedFailureIsACause_K14() {
    IOException failure = new IOException("no such file");
    EnqueuerException e = assertThrows(EnqueuerException.class, () -> drain(failingWith(failure)));
    assertSame(failure, e.getCause());
    assertEquals("no such file", e.getMessage());
  }

  @Test
  void anErrorIsThrownAsItIs_K14() {
    Error failure = new StackOverflowError();
    assertSame(failure, assertThrows(StackOverflowError.class, () -> drain(failingWith(failure))));
  }

  /// Upstream takes this for its queue being empty, and starves.
  @Test
  void noExceptionHasAMeaningToTheEnqueuer_K17() {
    RuntimeException failure = new NoSuchElementException("empty");
    assertSame(
        failure, assertThrows(NoSuchElementException.class, () -> drain(failingWith(failure))));
  }

  @Test
  void aFailureAtTheEndOfAnEpochComesAfterItsLastItem_K16() {
    Exception failure = new IOException("epoch");
    Sequence<Integer> sequence =
        new Numbers(10) {
          @Override
          public void onEpochEnd() throws Exception {
            throw failure;
          }
        };
    try (var enqueuer = OrderedEnqueuer.of(sequence)) {
      enqueuer.start(2, 3);
      Iterator<Integer> items = enqueuer.get();
      for (int i = 0; i < 10; i++) {
        assertEquals(i, items.next());
      }
      assertSame(failure, assertThrows(EnqueuerException.class, items::next).getCause());
      assertFalse(items.hasNext());
      assertFalse(enqueuer.isRunning());
    }
  }

  /// Item 8 is being loaded, by another worker, for as long as the consumer has not got the failure
  /// of item 7.
  @Test
  void aFailureIsNotHiddenByAWorkerThatHangs_K14() {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch got = new CountDownLatch(1);
    Sequence<Integer> sequence =
        new Numbers(10) {
          @Override
          public Integer get(int index) throws Exception {
            if (index == 7) {
              hanging.await();
              throw new IllegalStateException("item 7");
            }
            if (index == 8) {
              hanging.countDown();
            }
            while (index == 8 && got.getCount() > 0) {
              Thread.onSpinWait();
            }
            return super.get(index);
          }
        };
    var enqueuer = OrderedEnqueuer.of(sequence);
    enqueuer.start(2, 10);
    assertThrows(IllegalStateException.class, () -> OrderedEnqueuerTest.take(enqueuer, 10));
    assertFalse(enqueuer.isRunning());
    got.countDown();
    enqueuer.stop();
  }

  @Test
  void afterAFailureItMayBeStartedAgain_K6() {
    try (var enqueuer = OrderedEnqueuer.of(failingWith(new IllegalStateException()))) {
      for (int run = 0; run < 3; run++) {
        enqueuer.start(3, 3);
        assertEquals(List.of(0, 1, 2), OrderedEnqueuerTest.take(enqueuer, 3));
        assertThrows(IllegalStateException.class, () -> OrderedEnqueuerTest.take(enqueuer, 5));
        assertTrue(enqueuer.stop(Duration.ZERO));
      }
    }
  }

  private static void drain(Sequence<Integer> sequence) {
    try (var enqueuer = OrderedEnqueuer.of(sequence)) {
      enqueuer.start(2, 3);
      enqueuer.get().forEachRemaining(item -> assertTrue(item < 10));
    }
  }
}
