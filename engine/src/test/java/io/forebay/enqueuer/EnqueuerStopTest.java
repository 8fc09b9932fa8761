package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.error.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnqueuerStopTest {
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  /// Item 3 waits for the release, or an interrupt.
  private final class Waiting extends Numbers {
    Waiting() {
      super(10);
    }

    @Override
    public Integer get(int index) throws Exception {
      Integer item = super.get(index);
      if (index == 3) {
        release.await();
      }
      return item;
    }
  }

  @Test
  void aStopNeedsAStart_K5() {
    var enqueuer = OrderedEnqueuer.of(new Numbers(10));
    assertThrows(IllegalStateException.class, enqueuer::stop);
    enqueuer.close();
  }

  @Test
  void aRepeatedStopIsHarmless_K5() {
    var enqueuer = OrderedEnqueuer.of(new Numbers(10));
    enqueuer.start(3, 10);
    enqueuer.stop();
    enqueuer.stop();
    assertTrue(enqueuer.stop(Duration.ofNanos(1)));
    enqueuer.close();
  }

  @Test
  void aStopEndsWorkersInUserCode_K5() {
    Waiting waiting = new Waiting();
    var enqueuer = OrderedEnqueuer.of(waiting);
    enqueuer.start(2, 10);
    Await.until("item 3 is being loaded", () -> waiting.started.get() > 3);
    enqueuer.stop();
  }

  @Test
  void workersThatStopItDoNotWaitForOneAnother_K5() {
    AtomicReference<OrderedEnqueuer<Integer>> self = new AtomicReference<>();
    CountDownLatch both = new CountDownLatch(2);
    Numbers numbers =
        new Numbers(2) {
          @Override
          public Integer get(int index) throws Exception {
            both.countDown();
            both.await();
            self.get().stop();
            return super.get(index);
          }
        };
    self.set(OrderedEnqueuer.of(numbers));
    self.get().start(2, 10);
    assertFalse(self.get().get().hasNext());
    self.get().stop();
  }

  @Test
  void aStopEndsWorkersThatWaitForTheConsumer_K5() {
    var enqueuer = OrderedEnqueuer.of(new Numbers(100));
    enqueuer.start(4, 3);
    LeftBehind.awaitWaiting(enqueuer.name() + "-worker-", 4);
    enqueuer.stop();
  }

  @Test
  void aStopEndsTheEndOfAnEpoch_K5() {
    CountDownLatch ending = new CountDownLatch(1);
    Sequence<Integer> sequence =
        new Numbers(2) {
          @Override
          public void onEpochEnd() throws Exception {
            ending.countDown();
            release.await();
          }
        };
    var enqueuer = OrderedEnqueuer.of(sequence);
    enqueuer.start(2, 3);
    assertEquals(List.of(0, 1), OrderedEnqueuerTest.take(enqueuer, 2));
    assertDoesNotWait(ending);
    enqueuer.stop();
  }

  private static void assertDoesNotWait(CountDownLatch latch) {
    Await.until("it has begun", () -> latch.getCount() == 0);
  }

  @Test
  void theExpiryOfAStopIsVisible_K5() {
    CountDownLatch stubborn = new CountDownLatch(1);
    Sequence<Integer> sequence =
        new Numbers(10) {
          @Override
          public Integer get(int index) throws Exception {
            stubborn.countDown();
            while (release.getCount() > 0) {
              LockSupport.park();
            }
            return super.get(index);
          }
        };
    var enqueuer = OrderedEnqueuer.of(sequence);
    enqueuer.start();
    assertDoesNotWait(stubborn);
    assertFalse(enqueuer.stop(Duration.ofMillis(1)));
    assertFalse(enqueuer.stop(Duration.ofSeconds(-1)));
    assertFalse(enqueuer.isRunning());
    release.countDown();
    List<String> alive = LeftBehind.threads(enqueuer.name());
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> alive.contains(thread.getName()))
        .forEach(LockSupport::unpark);
    enqueuer.stop();
  }

  @Test
  void userCodeMayStopItself_K5() {
    AtomicReference<Enqueuer<Integer>> self = new AtomicReference<>();
    Sequence<Integer> sequence =
        new Numbers(10) {
          @Override
          public Integer get(int index) throws Exception {
            if (index == 5) {
              self.get().stop();
            }
            return super.get(index);
          }
        };
    var enqueuer = OrderedEnqueuer.of(sequence);
    self.set(enqueuer);
    enqueuer.start(2, 2);
    List<Integer> items = new ArrayList<>();
    enqueuer.get().forEachRemaining(items::add);
    assertTrue(items.size() <= 5);
    enqueuer.stop();
  }

  @Test
  void userCodeMayInterruptItsThread_K5() {
    Sequence<Integer> sequence =
        new Numbers(10) {
          @Override
          public Integer get(int index) throws Exception {
            Thread.currentThread().interrupt();
            return super.get(index);
          }

          @Override
          public void onEpochEnd() throws Exception {
            Thread.currentThread().interrupt();
            super.onEpochEnd();
          }
        };
    try (var enqueuer = OrderedEnqueuer.of(sequence)) {
      enqueuer.start(2, 2);
      assertEquals(OrderedEnqueuerTest.first(10, 1), OrderedEnqueuerTest.take(enqueuer, 10));
      assertEquals(OrderedEnqueuerTest.first(10, 5), OrderedEnqueuerTest.take(enqueuer, 10));
    }
  }

  /// Two consumers, and a stop when they have taken so many items, by one of them or by this
  /// thread.
  @Test
  void aStopAtAnyMomentEndsEverything_K5() throws InterruptedException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var enqueuer = OrderedEnqueuer.of(new Numbers(1 + random.nextInt(5)));
      enqueuer.start(1 + random.nextInt(4), 1 + random.nextInt(4));
      AtomicInteger left = new AtomicInteger(random.nextInt(20));
      boolean consumersStop = random.nextBoolean();
      Runnable consume =
          () -> {
            for (var items = enqueuer.get(); items.hasNext(); items.next()) {
              if (left.decrementAndGet() <= 0 && consumersStop) {
                enqueuer.stop();
              }
            }
          };
      Thread one = Thread.ofPlatform().start(consume);
      Thread two = Thread.ofPlatform().start(consume);
      Await.until("taken, seed " + seed, () -> left.get() <= 0);
      enqueuer.stop();
      one.join();
      two.join();
      assertEquals(List.of(), LeftBehind.threads(enqueuer.name() + "-"), () -> "seed " + seed);
    }
  }

  /// In a method of its own, so that nothing here refers to it.
  private static String startAndForget() {
    var enqueuer = OrderedEnqueuer.of(new Numbers(100));
    enqueuer.start(2, 3);
    assertEquals(0, enqueuer.get().next());
    return enqueuer.name();
  }

  @Test
  void oneThatIsForgottenStops_K5() {
    String name = startAndForget();
    Await.until(
        "it has stopped",
        () -> {
          System.gc();
          return LeftBehind.threads(name + "-").isEmpty();
        });
  }

  /// The iterator is enough to keep it running.
  @Test
  void oneIsNotForgottenWhileItIsIterated_K5() {
    var enqueuer = OrderedEnqueuer.of(new Numbers(100));
    enqueuer.start(2, 3);
    Iterator<Integer> items = enqueuer.get();
    enqueuer = null;
    for (int i = 0; i < 20; i++) {
      System.gc();
      assertEquals(i, items.next());
    }
    items = null;
    Await.until(
        "it has stopped",
        () -> {
          System.gc();
          return LeftBehind.threads("OrderedEnqueuer-").isEmpty();
        });
  }

  @Test
  void aStopEndsConsumersAtOnce_K15() {
    Waiting waiting = new Waiting();
    var enqueuer = OrderedEnqueuer.of(waiting);
    enqueuer.start(2, 10);
    List<Integer> items = new ArrayList<>();
    Thread consumer =
        Thread.ofPlatform()
            .name("consumer-of-" + enqueuer.name())
            .start(() -> enqueuer.get().forEachRemaining(items::add));
    LeftBehind.awaitWaiting("consumer-of-" + enqueuer.name(), 1);
    Await.until("it waits for item 3", () -> waiting.started.get() == 10);
    LeftBehind.awaitWaiting("consumer-of-" + enqueuer.name(), 1);
    enqueuer.stop();
    Await.end(consumer);
    assertEquals(List.of(0, 1, 2), items);
  }

  @Test
  void anInterruptedConsumerLosesNothing() throws InterruptedException {
    var enqueuer = OrderedEnqueuer.of(new Waiting());
    enqueuer.start(2, 10);
    Iterator<Integer> items = enqueuer.get();
    assertEquals(List.of(0, 1, 2), List.of(items.next(), items.next(), items.next()));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread consumer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                items.next();
              } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    consumer.interrupt();
    consumer.join();
    assertInstanceOf(CancelledException.class, thrown.get());
    assertTrue(flag.get());
    release.countDown();
    assertEquals(3, items.next());
    assertEquals(4, items.next());
    enqueuer.stop();
  }
}
