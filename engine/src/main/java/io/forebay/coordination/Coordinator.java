package io.forebay.coordination;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stop flag that threads share, the first error that one of them reported, and the threads to
/// wait for.
///
/// It is a [Cancellation]: a request to stop ends every wait on a queue under it. [#join] waits for
/// the threads and passes the error on; it never asks for a stop itself. Thread-safe.
public final class Coordinator extends Cancellation {
  /// How long [#join()] waits after a stop.
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(120);

  private static final System.Logger LOG = System.getLogger(Coordinator.class.getName());

  private final List<Class<? extends Throwable>> cleanStopTypes;
  private final Object lock = new Object();
  private final Set<Thread> registered = new LinkedHashSet<>(); // guarded by lock, as the rest
  private volatile boolean stopped; // written under lock
  private long stops;
  private @Nullable Throwable error;
  private boolean joined;

  /// A coordinator for which the end of the data, [OutOfRangeException], is a clean stop.
  public Coordinator() {
    this(List.of(OutOfRangeException.class));
  }

  /// A coordinator for which exceptions of these types, maybe none, are a clean stop, not an error
  /// (C1).
  public Coordinator(Collection<? extends Class<? extends Throwable>> cleanStopTypes) {
    this.cleanStopTypes = List.copyOf(cleanStopTypes);
  }

  /// Asks all threads to stop.
  public void requestStop() {
    requestStop(null);
  }

  /// Asks all threads to stop because of an error, which [#join] will throw. An error of a clean
  /// stop type counts as none, and one that is reported when a stop was already requested is
  /// ignored (C2, C3).
  ///
  /// After a join nobody would learn of an error: it is thrown here instead (C4), a checked one as
  /// the cause of a [CoordinatorException].
  public void requestStop(@Nullable Throwable reported) {
    Throwable unclean = reported == null || isClean(reported) ? null : reported;
    synchronized (lock) {
      if (joined && unclean != null) {
        throw CoordinatorException.unchecked(unclean);
      }
      if (!stopped) {
        error = unclean;
        stopped = true;
        stops++;
        lock.notifyAll();
      }
    }
    wakeAll();
  }

  /// True once a stop was requested.
  public boolean shouldStop() {
    return stopped;
  }

  /// As [#shouldStop].
  @Override
  public boolean isCancelled() {
    return stopped;
  }

  /// Waits until a stop is requested.
  public void waitForStop() throws InterruptedException {
    synchronized (lock) {
      long seen = stops;
      while (!stopped && stops == seen) {
        lock.wait();
      }
    }
  }

  /// Waits until a stop is requested, at most that long; a duration of 0 or less does not wait.
  ///
  /// @return whether a stop was requested
  public boolean waitForStop(Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.after(limit);
    synchronized (lock) {
      long seen = stops;
      while (!stopped && stops == seen && deadline.leftNanos() > 0) {
        deadline.wait(lock);
      }
      return stopped || stops != seen;
    }
  }

  /// Runs the body; whatever it throws becomes a request to stop and goes no further (C8). An
  /// interrupt stays set.
  public void stopOnException(ThrowingRunnable body) {
    try {
      body.run();
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      requestStop(e);
    }
  }

  /// Adds a thread to those that the next [#join] waits for.
  public void registerThread(Thread thread) {
    Objects.requireNonNull(thread, "thread");
    synchronized (lock) {
      registered.add(thread);
    }
  }

  /// As [#join(Duration)] with [#DEFAULT_GRACE].
  public void join() throws InterruptedException {
    join(DEFAULT_GRACE);
  }

  /// As [#join(Collection, Duration, boolean)] of the registered threads; does not ignore
  /// stragglers.
  public void join(Duration grace) throws InterruptedException {
    join(List.of(), grace, false);
  }

  /// Waits for the registered threads and for `more`: as long as it takes while no stop is
  /// requested, and at most `grace` after that. Threads that are registered later, and the calling
  /// thread, are not waited for. Then no thread is registered any more.
  ///
  /// The recorded error, if there is one, is thrown: the same object, a checked one as the cause of
  /// a [CoordinatorException]. It stays recorded until [#clearStop].
  ///
  /// @param ignoreStragglers whether threads that still run are only logged
  /// @throws StragglersException if some still run, no error is recorded, and they are not ignored
  public void join(Collection<Thread> more, Duration grace, boolean ignoreStragglers)
      throws InterruptedException {
    List<Thread> threads = snapshot(more);
    awaitEndOrStop(threads);
    List<Thread> alive = Deadline.after(grace).joinAll(threads);
    Throwable recorded;
    synchronized (lock) {
      joined = true;
      registered.clear();
      recorded = error;
    }
    if (recorded != null) {
      throw CoordinatorException.unchecked(recorded);
    }
    if (!alive.isEmpty() && !ignoreStragglers) {
      throw new StragglersException("join", alive, this);
    }
    if (!alive.isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, StragglersException.report("join", alive, this));
    }
  }

  /// Throws the recorded error as [#join] does, if there is one (C12).
  public void raiseRequestedException() {
    Throwable recorded = error();
    if (recorded != null) {
      throw CoordinatorException.unchecked(recorded);
    }
  }

  /// Forgets the stop, the error and the join; the registered threads stay registered (C7).
  public void clearStop() {
    synchronized (lock) {
      stopped = false;
      error = null;
      joined = false;
    }
  }

  /// True from the end of a [#join] until [#clearStop].
  public boolean isJoined() {
    synchronized (lock) {
      return joined;
    }
  }

  /// The recorded error, if there is one.
  public @Nullable Throwable error() {
    synchronized (lock) {
      return error;
    }
  }

  private boolean isClean(Throwable reported) {
    return cleanStopTypes.stream().anyMatch(type -> type.isInstance(reported));
  }

  private List<Thread> snapshot(Collection<Thread> more) {
    synchronized (lock) {
      Set<Thread> all = new LinkedHashSet<>(registered);
      all.addAll(more);
      all.remove(Thread.currentThread());
      return new ArrayList<>(all);
    }
  }

  /// A virtual thread waits for the threads, so that this one can wait for either event.
  private void awaitEndOrStop(List<Thread> threads) throws InterruptedException {
    if (stopped || threads.stream().noneMatch(Thread::isAlive)) {
      return;
    }
    boolean[] over = {false}; // guarded by lock
    Thread watcher = Thread.ofVirtual().start(() -> watch(threads, over));
    try {
      synchronized (lock) {
        long seen = stops;
        while (!over[0] && !stopped && stops == seen) {
          lock.wait();
        }
      }
    } finally {
      watcher.interrupt();
    }
  }

  private void watch(List<Thread> threads, boolean[] over) {
    try {
      for (Thread thread : threads) {
        if (thread.isAlive()) { // one that was never started is not waited for (C13)
          thread.join();
        }
      }
      synchronized (lock) {
        over[0] = true;
        lock.notifyAll();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return stopped ? "stopped coordinator" : "coordinator";
  }
}
