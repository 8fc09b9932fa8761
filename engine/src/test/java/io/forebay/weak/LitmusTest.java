package io.forebay.weak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.explore.Scheduler;
import io.forebay.explore.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The simulated memory shows what the Java memory model allows of the well-known small programs,
/// and nothing that it forbids.
final class LitmusTest {
  private static final int SCHEDULES = 3000;
  private static final Order PLAIN = Order.PLAIN;
  private static final Order ONE_WAY = Order.ONE_WAY;
  private static final Order VOLATILE = Order.VOLATILE;

  private WeakMemory memory;
  private Place x;
  private Place y;
  private final long[] seen = new long[4];

  @Test
  void messagePassingNeedsAReleaseAndAnAcquire() {
    assertEquals("[00, 01, 11]", passing(ONE_WAY, ONE_WAY));
    assertEquals("[00, 01, 10, 11]", passing(PLAIN, ONE_WAY));
    assertEquals("[00, 01, 10, 11]", passing(ONE_WAY, PLAIN));
  }

  @Test
  void messagePassingByFencesAndPlainAccesses() {
    assertEquals(
        "[00, 01, 11]",
        outcomes(
            2,
            () -> {
              store(x, PLAIN);
              memory.releaseFence();
              store(y, PLAIN);
            },
            () -> {
              seen[0] = load(y, PLAIN);
              memory.acquireFence();
              seen[1] = load(x, PLAIN);
            }));
  }

  @Test
  void storeBufferingNeedsATotalOrder() {
    assertEquals("[00, 01, 10, 11]", buffering(ONE_WAY, ONE_WAY, false));
    assertEquals("[00, 01, 10, 11]", buffering(VOLATILE, ONE_WAY, false));
    assertEquals("[01, 10, 11]", buffering(VOLATILE, VOLATILE, false));
    assertEquals("[01, 10, 11]", buffering(PLAIN, PLAIN, true));
  }

  @Test
  void storeBufferingBetweenAFenceAndVolatileAccesses() {
    assertEquals(
        "[01, 10, 11]",
        outcomes(
            2,
            () -> {
              store(x, ONE_WAY);
              memory.fullFence();
              seen[0] = load(y, ONE_WAY);
            },
            () -> {
              store(y, VOLATILE);
              seen[1] = load(x, VOLATILE);
            }));
  }

  @Test
  void readersOfIndependentWritesAgreeOnVolatileOnesOnly() {
    assertEquals(false, independent(VOLATILE).contains("1010"));
    assertEquals(true, independent(ONE_WAY).contains("1010"));
  }

  @Test
  void aVariableNeverGoesBack() {
    assertEquals(
        "[00, 01, 11]",
        outcomes(
            2,
            () -> store(x, PLAIN),
            () -> {
              seen[0] = load(x, PLAIN);
              seen[1] = load(x, PLAIN);
            }));
  }

  @Test
  void anExchangeReadsTheNewest() {
    Runnable add =
        () -> {
          memory.scheduler().point();
          memory.exchange(x, value -> (long) value + 1, PLAIN);
        };
    assertEquals(
        "[2]",
        outcomes(
            1,
            () -> {
              add.run();
              memory.scheduler().rest();
              seen[0] = load(x, VOLATILE);
            },
            add));
  }

  private String passing(Order release, Order acquire) {
    return outcomes(
        2,
        () -> {
          store(x, PLAIN);
          store(y, release);
        },
        () -> {
          seen[0] = load(y, acquire);
          seen[1] = load(x, PLAIN);
        });
  }

  private String buffering(Order stores, Order loads, boolean fenced) {
    return outcomes(
        2,
        () -> {
          store(x, stores);
          fence(fenced);
          seen[0] = load(y, loads);
        },
        () -> {
          store(y, stores);
          fence(fenced);
          seen[1] = load(x, loads);
        });
  }

  private String independent(Order order) {
    return outcomes(
        4,
        () -> store(x, order),
        () -> store(y, order),
        () -> {
          seen[0] = load(x, order);
          seen[1] = load(y, order);
        },
        () -> {
          seen[2] = load(y, order);
          seen[3] = load(x, order);
        });
  }

  private String outcomes(int values, Runnable... threads) {
    Set<String> all = new TreeSet<>();
    for (long seed = 0; seed < SCHEDULES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Scheduler scheduler = new Scheduler(random.split(), true);
      memory = new WeakMemory(scheduler, random.split());
      x = memory.place(0L);
      y = memory.place(0L);
      List<Task> tasks = new ArrayList<>();
      for (Runnable thread : threads) {
        tasks.add(new Task("thread " + tasks.size(), thread::run));
      }
      scheduler.run(tasks, () -> {}, () -> "");
      StringBuilder outcome = new StringBuilder();
      for (int i = 0; i < values; i++) {
        outcome.append(seen[i]);
      }
      all.add(outcome.toString());
    }
    return all.toString();
  }

  private void store(Place place, Order order) {
    memory.scheduler().point();
    memory.store(place, 1L, order);
  }

  private long load(Place place, Order order) {
    memory.scheduler().point();
    return (long) memory.load(place, order);
  }

  private void fence(boolean fenced) {
    if (fenced) {
      memory.fullFence();
    }
  }
}
