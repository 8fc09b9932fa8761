package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedEnqueuerTest {
  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  @Test
  void aSequenceIsIteratedOnce_K1() {
    List<Integer> items = new ArrayList<>();
    new Numbers(4).forEach(items::add);
    assertEquals(List.of(0, 1, 2, 3), items);
    Iterator<Integer> atEnd = new Numbers(0).iterator();
    assertThrows(NoSuchElementException.class, atEnd::next);
  }

  @Test
  void severalRunAtOnceEachWithItsOwnName_K2() {
    try (var one = OrderedEnqueuer.of(new Numbers(10));
        var two = OrderedEnqueuer.of(new Numbers(10))) {
      assertNotEquals(one.name(), two.name());
      assertFalse(one.isRunning());
      one.start();
      two.start();
      assertTrue(one.isRunning());
      assertEquals(first(10, 1), take(one, 10));
      assertEquals(first(10, 1), take(two, 10));
      assertEquals(first(10, 5), take(one, 10));
      one.stop();
      assertFalse(one.isRunning());
      assertTrue(two.isRunning());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void thereIsAWorkerAndAQueue_K3(int tooFew) {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(10))) {
      var e = assertThrows(InvalidArgumentException.class, () -> enqueuer.start(tooFew, 10));
      assertTrue(e.getMessage().contains("workers: " + tooFew), e.getMessage());
      assertThrows(InvalidArgumentException.class, () -> enqueuer.start(1, tooFew));
      assertThrows(InvalidArgumentException.class, () -> enqueuer.start(1, 1 << 24));
      assertThrows(InvalidArgumentException.class, () -> enqueuer.start(4097, 1));
      assertFalse(enqueuer.isRunning());
    }
  }

  @Test
  void aRunningOneIsNotStartedAgain_K3() {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(10))) {
      enqueuer.start();
      assertThrows(IllegalStateException.class, enqueuer::start);
      assertEquals(first(10, 1), take(enqueuer, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void asManyItemsAreLoadedAheadAsTheQueueHoldsAndOne_K4(int maxQueueSize) {
    Numbers numbers = new Numbers(1_000);
    try (var enqueuer = OrderedEnqueuer.of(numbers)) {
      enqueuer.start(9, maxQueueSize);
      for (int taken = 0; taken < 20; taken++) {
        int most = taken + maxQueueSize + 1;
        Await.until("loaded ahead", () -> numbers.started.get() == most);
        LeftBehind.awaitWaiting(enqueuer.name() + "-worker-", 9);
        assertEquals(most, numbers.started.get());
        assertEquals(List.of(taken), take(enqueuer, 1));
      }
    }
  }

  @Test
  void aStartAfterAStopBeginsAnew_K6() {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(10))) {
      enqueuer.start(3, 10);
      assertEquals(first(4, 1), take(enqueuer, 4));
      enqueuer.stop();
      enqueuer.start(2, 5);
      assertEquals(first(10, 1), take(enqueuer, 10));
    }
  }

  @Test
  void iteratorsShareTheItems_K7() {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(10))) {
      Iterator<Integer> early = enqueuer.get();
      enqueuer.start(2, 3);
      Iterator<Integer> late = enqueuer.get();
      for (int i = 0; i < 10; i += 2) {
        assertEquals(i, early.next());
        assertEquals(i + 1, late.next());
      }
      enqueuer.stop();
      assertFalse(early.hasNext());
      assertFalse(late.hasNext());
      assertThrows(NoSuchElementException.class, late::next);
    }
  }

  @Test
  void nothingIsDeliveredBeforeTheStart_K7() {
    assertFalse(OrderedEnqueuer.of(new Numbers(10)).get().hasNext());
  }

  @Test
  void everyEpochHasItsOwnOrder_K8() {
    List<Integer> inOrder = first(50, 1);
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(50)).shuffled(3)) {
      enqueuer.start(4, 10);
      List<Integer> one = take(enqueuer, 50);
      List<Integer> two = take(enqueuer, 50).stream().map(item -> item / 5).toList();
      assertEquals(inOrder, one.stream().sorted().toList());
      assertEquals(inOrder, two.stream().sorted().toList());
      assertNotEquals(inOrder, one);
      assertNotEquals(one, two);
      assertEquals(one, ofAFreshOne(3), "the seed makes the order");
      enqueuer.stop();
      enqueuer.start();
      assertNotEquals(one, take(enqueuer, 50).stream().map(item -> item / 5).toList());
    }
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(50)).shuffled()) {
      enqueuer.start();
      assertEquals(inOrder, take(enqueuer, 50).stream().sorted().toList());
    }
  }

  private static List<Integer> ofAFreshOne(long seed) {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(50)).shuffled(seed)) {
      enqueuer.start(1, 1);
      return take(enqueuer, 50);
    }
  }

  @Test
  void theOrderOfSeed42IsForEver_K8() {
    try (var enqueuer = OrderedEnqueuer.of(new Numbers(10)).shuffled(42)) {
      enqueuer.start();
      assertEquals("[0, 4, 1, 5, 3, 6, 9, 2, 8, 7]", take(enqueuer, 10).toString());
    }
  }

  /// An even item ends only after the odd one behind it, which another worker loads.
  @Test
  void orderIsThatOfTheSequenceWhoeverIsFirst_K9() {
    ConcurrentMap<Integer, CountDownLatch> loaded = new ConcurrentHashMap<>();
    Sequence<Integer> crossed =
        new Numbers(100) {
          @Override
          public Integer get(int index) throws Exception {
            loaded.computeIfAbsent(index, _ -> new CountDownLatch(1)).countDown();
            if (index % 2 == 0) {
              loaded.computeIfAbsent(index + 1, _ -> new CountDownLatch(1)).await();
            }
            return super.get(index);
          }
        };
    try (var enqueuer = OrderedEnqueuer.of(crossed)) {
      enqueuer.start(2, 10);
      assertEquals(first(100, 1), take(enqueuer, 100));
    }
  }

  @Test
  void itemComesInItsTurnForAnyWorkersAndQueue_K9_K10() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      int length = 1 + random.nextInt(20);
      int workers = 1 + random.nextInt(6);
      int maxQueueSize = 1 + random.nextInt(12);
      try (var enqueuer = OrderedEnqueuer.of(new Numbers(length))) {
        enqueuer.start(workers, maxQueueSize);
        Iterator<Integer> items = enqueuer.get();
        int factor = 1;
        for (int epoch = 0; epoch < 4; epoch++) {
          for (int index = 0; index < length; index++) {
            assertEquals(index * factor, items.next(), () -> "seed " + seed);
          }
          factor *= 5;
        }
      }
    }
  }

  @Test
  void anEpochEndsWhenItsLastItemIsTaken_K11() {
    Numbers numbers = new Numbers(5);
    try (var enqueuer = OrderedEnqueuer.of(numbers)) {
      enqueuer.start(3, 20);
      assertEquals(first(4, 1), take(enqueuer, 4));
      LeftBehind.awaitWaiting(enqueuer.name() + "-worker-", 3);
      LeftBehind.awaitWaiting(enqueuer.name() + "-epochs", 1);
      assertEquals(0, numbers.epochs.get());
      assertEquals(5, numbers.started.get());
      assertEquals(List.of(4), take(enqueuer, 1));
      Await.until("the epoch has ended", () -> numbers.epochs.get() == 1);
      Await.until("the next one begins", () -> numbers.started.get() == 10);
    }
  }

  @Test
  void thereAreItems_K12() {
    var e =
        assertThrows(
            InvalidArgumentException.class, () -> OrderedEnqueuer.of(new Numbers(0)).start());
    assertTrue(e.getMessage().contains("length: 0"), e.getMessage());
  }

  @Test
  void nullsAreSkippedButCount_K13() {
    AtomicInteger ends = new AtomicInteger();
    Sequence<Integer> odd =
        new Numbers(6) {
          @Override
          public Integer get(int index) {
            return index % 2 == 0 ? null : index;
          }

          @Override
          public void onEpochEnd() {
            ends.incrementAndGet();
          }
        };
    try (var enqueuer = OrderedEnqueuer.of(odd)) {
      enqueuer.start(2, 1);
      assertEquals(List.of(1, 3, 5, 1), take(enqueuer, 4));
      assertEquals(1, ends.get());
    }
  }

  static <T> List<T> take(Enqueuer<T> enqueuer, int count) {
    Iterator<T> items = enqueuer.get();
    return IntStream.range(0, count).mapToObj(_ -> items.next()).toList();
  }

  static List<Integer> first(int count, int factor) {
    return IntStream.range(0, count).mapToObj(i -> i * factor).toList();
  }
}
