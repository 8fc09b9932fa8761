package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorEnqueuerTest {
  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  private static Generator<Integer> upTo(int end) {
    return Generator.of(IntStream.range(0, end).iterator());
  }

  private static <T> List<T> drain(Enqueuer<T> enqueuer) {
    List<T> items = new ArrayList<>();
    enqueuer.get().forEachRemaining(items::add);
    return items;
  }

  @Test
  void oneWorkerKeepsTheOrder_K18() {
    try (var enqueuer = GeneratorEnqueuer.of(upTo(100))) {
      enqueuer.start(1, 3);
      assertEquals(IntStream.range(0, 100).boxed().toList(), drain(enqueuer));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void moreWorkersDeliverEachOnce_K18_K20(int workers) {
    try (var enqueuer = GeneratorEnqueuer.of(upTo(500))) {
      enqueuer.start(workers, 4);
      assertEquals(
          IntStream.range(0, 500).boxed().toList(), drain(enqueuer).stream().sorted().toList());
      assertTrue(enqueuer.isRunning(), "the end is no stop");
      assertFalse(enqueuer.get().hasNext());
    }
  }

  @Test
  void oneWorkerAtATimeIsInTheGenerator_K19() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Generator<Integer> numbers = upTo(300);
    Generator<Integer> watched =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.yield();
          Integer item = numbers.next();
          inside.decrementAndGet();
          return item;
        };
    try (var enqueuer = GeneratorEnqueuer.of(watched)) {
      enqueuer.start(6, 20);
      for (Iterator<Integer> items = enqueuer.get(); items.hasNext(); ) {
        items.next();
      }
      assertEquals(1, most.get());
    }
  }

  @Test
  void nullsAreSkipped_K20() {
    var items = Stream.of(1, 2, 3, 4, 5).iterator();
    Generator<Integer> generator = Generator.of(items);
    Generator<Integer> odd =
        () -> {
          Integer item = generator.next();
          return item % 2 == 0 ? null : item;
        };
    try (var enqueuer = GeneratorEnqueuer.of(odd)) {
      enqueuer.start();
      assertEquals(List.of(1, 3, 5), drain(enqueuer));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void afterAFailureItIsNotAskedAgain_K21(int workers) {
    RuntimeException failure = new IllegalStateException("broken");
    AtomicInteger calls = new AtomicInteger();
    Generator<Integer> generator =
        () -> {
          if (calls.incrementAndGet() > 5) {
            throw failure;
          }
          return 0;
        };
    var enqueuer = GeneratorEnqueuer.of(generator);
    enqueuer.start(workers, 10);
    assertSame(failure, assertThrows(IllegalStateException.class, () -> drain(enqueuer)));
    assertFalse(enqueuer.isRunning());
    assertEquals(6, calls.get());
    enqueuer.start(workers, 10);
    assertSame(failure, assertThrows(IllegalStateException.class, () -> drain(enqueuer)));
    assertEquals(6, calls.get());
  }

  @Test
  void aFurtherStartGoesOn_K6() {
    AtomicInteger next = new AtomicInteger();
    var enqueuer = GeneratorEnqueuer.<Integer>of(next::getAndIncrement);
    enqueuer.start();
    assertEquals(List.of(0, 1, 2), OrderedEnqueuerTest.take(enqueuer, 3));
    enqueuer.stop();
    int loaded = next.get();
    enqueuer.start();
    assertEquals(List.of(loaded), OrderedEnqueuerTest.take(enqueuer, 1));
    enqueuer.stop();
  }

  @Test
  void aStopEndsWorkersThatWaitForEachOther_K5() {
    CountDownLatch never = new CountDownLatch(1);
    Generator<Integer> generator =
        () -> {
          never.await();
          return 0;
        };
    var enqueuer = GeneratorEnqueuer.of(generator);
    enqueuer.start(4, 10);
    LeftBehind.awaitWaiting(enqueuer.name() + "-worker-", 4);
    enqueuer.stop();
    Await.until("no thread is left", () -> LeftBehind.threads(enqueuer.name()).isEmpty());
    never.countDown();
    enqueuer.start();
    assertEquals(List.of(0), OrderedEnqueuerTest.take(enqueuer, 1));
    enqueuer.stop();
  }
}
