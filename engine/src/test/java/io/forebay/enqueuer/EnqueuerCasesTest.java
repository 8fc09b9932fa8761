package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The cases of the enqueuers: 100 items, item i is i times a factor, which becomes five times as
/// large at the end of an epoch; started with three workers, or four, and a queue of ten.
class EnqueuerCasesTest {
  private static final List<Integer> ALL = IntStream.range(0, 100).boxed().toList();

  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  @Test
  void tc367_aGeneratorInThreads() {
    Generator<Integer> endless = new AroundAndAround();
    try (var enqueuer = GeneratorEnqueuer.of(endless)) {
      enqueuer.start(3, 10);
      Set<Integer> taken = new HashSet<>(OrderedEnqueuerTest.take(enqueuer, 100));
      assertTrue(ALL.containsAll(taken), taken::toString);
    }
  }

  /// 0 to 99, again and again.
  private static final class AroundAndAround implements Generator<Integer> {
    private int next;

    @Override
    public Integer next() {
      return next++ % 100;
    }
  }

  @Test
  void tc368_generatorsInProcesses() {
    var config = TestProcesses.generators(Seeds.class, "100");
    try (var enqueuer = GeneratorEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(4, 10);
      List<Integer> taken = new ArrayList<>();
      Iterator<Tensor[]> items = enqueuer.get();
      for (int i = 0; i < 300; i++) {
        taken.add((int) items.next()[0].getLong(0));
      }
      assertNotEquals(ALL, taken);
      assertTrue(ALL.containsAll(taken));
    }
  }

  @Test
  void tc370_aFailingGeneratorInProcesses() {
    var config = TestProcesses.generators(Seeds.class, "0", "not indexable");
    try (var enqueuer = GeneratorEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(3, 10);
      assertThrows(IndexOutOfBoundsException.class, () -> enqueuer.get().next());
      assertFalse(enqueuer.isRunning());
    }
  }

  @Test
  void tc371_exactOrderWithThreads() {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(100))) {
      enqueuer.start(3, 10);
      assertEquals(ALL, OrderedEnqueuerTest.take(enqueuer, 100));
      enqueuer.stop();
    }
  }

  @Test
  void tc372_exactOrderWithProcesses() {
    var config = TestProcesses.sequences(TensorNumbers.class, "100");
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(3, 10);
      Iterator<Tensor[]> items = enqueuer.get();
      for (int i = 0; i < 100; i++) {
        assertEquals(i, TensorNumbers.number(items.next()));
      }
      enqueuer.stop();
    }
  }

  @Test
  void tc374_aFailingSequenceInProcesses() {
    var config = TestProcesses.sequences(Misbehaving.class, "at once");
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(3, 10);
      Iterator<Tensor[]> items = enqueuer.get();
      var e = assertThrows(IndexOutOfBoundsException.class, items::next);
      assertEquals("0", e.getMessage());
      assertFalse(items.hasNext());
    }
  }

  @Test
  void tx18_nullsAreSkippedAndAFailureComesInItsTurn() {
    RuntimeException failure = new IllegalStateException("item 7");
    Sequence<Integer> sequence =
        new Numbers(100) {
          @Override
          public Integer get(int index) {
            if (index == 7) {
              throw failure;
            }
            return index == 2 || index == 4 ? null : index;
          }
        };
    try (var enqueuer = OrderedEnqueuer.of(sequence)) {
      enqueuer.start(3, 10);
      Iterator<Integer> items = enqueuer.get();
      for (int expected : new int[] {0, 1, 3, 5, 6}) {
        assertEquals(expected, items.next());
      }
      assertSame(failure, assertThrows(IllegalStateException.class, items::next));
      assertFalse(items.hasNext());
    }
  }
}
