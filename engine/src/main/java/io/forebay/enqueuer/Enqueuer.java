package io.forebay.enqueuer;

import io.forebay.error.InvalidArgumentException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Loads items ahead of a consumer by several workers: threads, or processes of their own.
///
/// ```java
/// try (var enqueuer = OrderedEnqueuer.of(sequence).shuffled()) {
///   enqueuer.start(4, 10);
///   Iterator<Tensor[]> items = enqueuer.get();
///   for (int step = 0; step < steps; step++) {
///     train(items.next());
///   }
/// }
/// ```
///
/// Thread-safe; an iterator is for one thread at a time. A running enqueuer that nobody refers to
/// any more, nor to one of its iterators, is stopped when it is collected (K5); that cannot be as
/// long as the user's own sequence or generator refers to it.
///
/// @param <T> the type of an item
public abstract sealed class Enqueuer<T> implements AutoCloseable
    permits OrderedEnqueuer, GeneratorEnqueuer {
  /// How many items are loaded ahead at most if [#start()] is not told.
  public static final int DEFAULT_MAX_QUEUE_SIZE = 10;

  private static final int MOST_WORKERS = 1 << 12;
  private static final int LARGEST_QUEUE = (1 << 24) - 1; // the ring has as many objects
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final Duration FAILURE_GRACE = Duration.ofSeconds(1);
  private static final AtomicLong IDS = new AtomicLong(); // K2
  private static final Cleaner CLEANER =
      Cleaner.create(work -> Thread.ofPlatform().name("forebay-cleaner").unstarted(work));

  /// A start, and its stop, which happens once: on request, or when the enqueuer is collected.
  private record Started<T>(Run<T> run, Cleaner.Cleanable stop) {}

  private final String name;
  private final Object starting = new Object();
  private volatile @Nullable Started<T> last; // written under starting

  Enqueuer() {
    name = getClass().getSimpleName() + "-" + IDS.incrementAndGet();
  }

  /// What it is called in the names of its threads and in messages, for example
  /// `OrderedEnqueuer-1`; no other one of this JVM is called so (K2).
  public final String name() {
    return name;
  }

  /// As [#start(int, int)] with one worker and [#DEFAULT_MAX_QUEUE_SIZE].
  public final void start() {
    start(1, DEFAULT_MAX_QUEUE_SIZE);
  }

  /// Starts the workers. It may be started again after a stop, and begins anew (K6).
  ///
  /// @param workers how many items are loaded at the same time at most; 1 to 4096
  /// @param maxQueueSize how many items, and one more, are loaded before the consumer takes them
  ///   (K4); 1 to 16777215
  /// @throws InvalidArgumentException if a number is below 1, or there are no items at all; it is
  ///   not started then
  /// @throws IllegalStateException if it is running
  /// @throws EnqueuerException if worker processes cannot be started
  public final void start(int workers, int maxQueueSize) {
    requireBetween("workers", workers, MOST_WORKERS);
    requireBetween("maxQueueSize", maxQueueSize, LARGEST_QUEUE);
    synchronized (starting) {
      if (isRunning()) {
        throw new IllegalStateException(name + ": running (expected: stopped before a start)");
      }
      Run<T> run = newRun(workers, new Permits(maxQueueSize + 1));
      run.start();
      last = new Started<>(run, CLEANER.register(this, run::requestStop));
    }
  }

  private void requireBetween(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new InvalidArgumentException(
          name + ": " + what + ": " + value + " (expected: 1 to " + max + ")");
    }
  }

  /// The next run, with everything that it needs, not started yet. It must not refer to this.
  abstract Run<T> newRun(int workers, Permits permits);

  /// True from a start until the stop (K2). A failure that reaches a consumer is a stop; the end of
  /// a generator is not (K20).
  public final boolean isRunning() {
    Started<T> started = last;
    return started != null && started.run.isRunning();
  }

  /// As [#stop(Duration)] without a limit. It waits for user code that does not care for
  /// interrupts.
  public final void stop() {
    stop(FOREVER);
  }

  /// Stops the workers: no item is delivered from now on, those that are loaded are dropped, and
  /// every wait of a consumer ends (K15). User code in threads is interrupted; processes are
  /// killed. Any thread may call it, and again (K5); not cut short by an interrupt, which stays
  /// set.
  ///
  /// Called by a worker, from the user's own code, it waits for none.
  ///
  /// @return whether all workers, but for the calling one, had ended within that time
  /// @throws IllegalStateException if it was never started
  public final boolean stop(Duration limit) {
    Started<T> started = last;
    if (started == null) {
      throw new IllegalStateException(name + ": never started (expected: a start before a stop)");
    }
    return end(started, limit);
  }

  private static boolean end(Started<?> started, Duration limit) {
    started.stop.clean();
    return started.run.join(limit);
  }

  /// As [#stop], but nothing if it was never started.
  @Override
  public final void close() {
    if (last != null) {
      stop();
    }
  }

  /// The items from here on; all iterators share them, each item goes to one (K7). `hasNext` waits
  /// for an item and reads it ahead; it is false when the enqueuer is not running, or its generator
  /// has ended. A failure of a worker is thrown by it, or by `next`, after all items before it: the
  /// enqueuer is stopped then, and every iterator at its end (K14); it waits a second at most for
  /// workers that do not care for interrupts. Unchecked failures are thrown themselves, checked
  /// ones as causes of [EnqueuerException]. When interrupted they set the thread's interrupt status
  /// and throw [CancelledException][io.forebay.error.CancelledException]; no item is lost.
  ///
  /// Get one iterator and keep it: each one holds its last item, and with worker processes the
  /// memory of it, until its next call or the stop. If several workers share a generator, items
  /// that were made after a failing one, or beside it, are not delivered.
  ///
  /// Tensors from worker processes lie in memory that is used again: they are valid until the next
  /// `hasNext` or `next` of the iterator that they came from, or the stop, and throw after it.
  public final Iterator<T> get() {
    return new ItemIterator<>(this);
  }

  /// Waits for the next item; null at the end.
  final Outcome.@Nullable Value<T> take() throws InterruptedException {
    try {
      Started<T> started = last;
      if (started == null || !started.run.isRunning()) {
        return null;
      }
      return switch (started.run.take()) {
        case Outcome.Value<T> value -> value;
        case Outcome.Failed<T> failed -> {
          end(started, FAILURE_GRACE);
          throw EnqueuerException.unchecked(failed.failure());
        }
        default -> null;
      };
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final String toString() {
    return name;
  }
}
