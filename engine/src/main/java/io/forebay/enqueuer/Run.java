package io.forebay.enqueuer;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An enqueuer from a start to the stop. It does not know the enqueuer, so that one that nobody
/// uses any more can be collected, which stops this.
///
/// @param <T> the type of an item
final class Run<T> {
  /* A worker takes a permit, then claims the next sequence number of the ring, which is the number of the item that it
   * loads, and always publishes what came of it. The ring has a place for every permit, and the consumer moves its
   * sequence on before it gives a permit back: so there is room for every claim. The consumers, one at a time, take the
   * entries in order. Whatever the stop interrupts, it also wakes by a flag. The last thread that ends frees what the
   * loader has. */
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Permits permits;
  private final Loader<T> loader;
  private final RingBuffer<Entry<T>> ring;
  private final SequenceBarrier barrier;
  private final com.lmax.disruptor.Sequence taken = new com.lmax.disruptor.Sequence(-1);
  private final ReentrantLock consuming = new ReentrantLock();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger(1); // threads, and whoever starts them
  private final int workers;
  private int ended; // workers whose generator has no more items; guarded by consuming
  private volatile boolean stopping;

  /// A run that does not run yet. Its threads are named after `name`; `epochs`, if there are any,
  /// give the permits, else there is no end to them.
  Run(String name, int workers, Permits permits, Loader<T> loader, @Nullable Epochs epochs) {
    this.workers = workers;
    this.permits = permits;
    this.loader = loader;
    PublishedWait wait = new PublishedWait();
    this.ring = RingBuffer.createMultiProducer(Entry::new, places(permits.depth()), wait);
    wait.watch(ring);
    this.barrier = ring.newBarrier();
    ring.addGatingSequences(taken);
    for (int i = 0; i < workers; i++) {
      int worker = i;
      threads.add(thread(name + "-worker-" + i, () -> work(worker)));
    }
    if (epochs == null) {
      permits.begin(Long.MAX_VALUE);
    } else {
      threads.add(thread(name + "-epochs", () -> schedule(epochs)));
    }
  }

  /// The next power of two.
  private static int places(int permits) {
    return Integer.highestOneBit(permits - 1) << 1;
  }

  private Thread thread(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).unstarted(body);
  }

  /// Starts the workers, all or none.
  ///
  /// @throws EnqueuerException if there cannot be as many
  void start() {
    boolean started = false;
    try {
      loader.start();
      for (Thread thread : threads) {
        startThread(thread);
      }
      started = true;
    } finally {
      if (!started) {
        requestStop();
      }
      leave();
    }
  }

  private void startThread(Thread thread) {
    running.incrementAndGet();
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      running.decrementAndGet();
      throw new EnqueuerException(thread.getName() + ": no more threads: " + e, e);
    }
  }

  /// True until it is stopped.
  boolean isRunning() {
    return !stopping;
  }

  /// Waits for the next item: a value or a failure, or the end if there are no more or it is
  /// stopped.
  Outcome<T> take() throws InterruptedException {
    consuming.lockInterruptibly();
    try {
      while (ended < workers) {
        Outcome<T> next = takeEntry();
        switch (next) {
          case Outcome.Skipped<T> _ -> {}
          case Outcome.Ended<T> _ -> ended++;
          default -> {
            return next;
          }
        }
      }
      return new Outcome.Ended<>();
    } catch (AlertException stopped) {
      return new Outcome.Stopped<>();
    } finally {
      consuming.unlock();
    }
  }

  private Outcome<T> takeEntry() throws AlertException, InterruptedException {
    long number = taken.get() + 1;
    try {
      barrier.waitFor(number);
    } catch (TimeoutException e) {
      throw new AssertionError("a wait without a limit timed out", e);
    }
    Outcome<T> next = ring.get(number).take();
    taken.set(number);
    permits.taken();
    return stopping ? new Outcome.Stopped<>() : next; // user code may have been at it at the stop
  }

  private void work(int worker) {
    try {
      boolean more = true;
      while (more && permits.acquire()) {
        more = loadOne(worker);
      }
      permits.awaitStop(); // what was loaded may lie in memory of the loader
    } finally {
      leave();
    }
  }

  /// @return false if there are no more
  private boolean loadOne(int worker) {
    long number = claim();
    Outcome<T> outcome = new Outcome.Stopped<>();
    try {
      outcome = loader.load(worker, number);
    } catch (Throwable e) {
      outcome = stopping ? outcome : new Outcome.Failed<>(e);
    } finally {
      publish(number, outcome);
    }
    return !(outcome instanceof Outcome.Ended);
  }

  private void schedule(Epochs epochs) {
    try {
      epochs.run();
    } catch (Throwable e) {
      publish(claim(), new Outcome.Failed<>(e)); // all permits are out of use (K16)
    } finally {
      leave();
    }
  }

  private long claim() {
    try {
      return ring.tryNext();
    } catch (InsufficientCapacityException e) {
      throw new AssertionError("no place in the ring (expected: one for every permit)", e);
    }
  }

  private void publish(long number, Outcome<T> outcome) {
    ring.get(number).put(outcome);
    ring.publish(number);
  }

  /// The last one closes the door.
  private void leave() {
    if (running.decrementAndGet() == 0) {
      loader.close();
    }
  }

  /// Ends every wait, of workers and consumers; what was loaded is dropped. Any thread; idempotent.
  void requestStop() {
    stopping = true;
    barrier.alert();
    permits.stop();
    threads.forEach(Thread::interrupt);
    loader.abort();
  }

  /// Waits for the threads; one of them waits for none, as another one may wait for it. An
  /// interrupt does not cut it short, and stays set.
  ///
  /// @return whether all ended in time
  boolean join(Duration limit) {
    long start = System.nanoTime();
    long limitNanos =
        threads.contains(Thread.currentThread())
            ? 0
            : Math.max(0, TimeUnit.NANOSECONDS.convert(limit));
    boolean interrupted = false;
    for (Thread thread : threads) {
      long left = limitNanos - (System.nanoTime() - start);
      while (left > 0 && thread.isAlive()) {
        try {
          thread.join(left / NANOS_PER_MILLI + 1); // with a Duration it ends before isAlive does
        } catch (InterruptedException e) {
          interrupted = true;
        }
        left = limitNanos - (System.nanoTime() - start);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().noneMatch(t -> t != Thread.currentThread() && t.isAlive());
  }
}
