package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.CancelledException;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the workers of an input share: the queue, the sources, and how the input ended.
///
/// An error ends the input as the end of a file does: no worker reads on, each enqueues what it has
/// in hand, the last one closes the queue plainly. Thread-safe.
final class InputRun {
  /// How long the consumer of a failed input waits at most for workers that are still reading.
  static final Duration READING_ALLOWANCE = Duration.ofMillis(500);

  /// How long workers that do not end are waited for before their sources are closed.
  private static final Duration BEFORE_SOURCES = Duration.ofSeconds(1);

  private final TensorQueue queue;
  private final @Nullable Coordinator coordinator;
  private final Sources sources;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Worker<?>> workers = new ArrayList<>(); // as runner, threads: before the start
  private @Nullable QueueRunner runner;
  private List<Thread> threads = List.of();
  private volatile boolean failed;
  private volatile boolean closing;
  private @Nullable Throwable error; // guarded by this
  private @Nullable Thread closer; // guarded by this

  /// @param coordinator of threads that are the input's own, or null if somebody else runs them
  InputRun(TensorQueue queue, List<Examples<?>> examples, @Nullable Coordinator coordinator) {
    this.queue = queue;
    this.coordinator = coordinator;
    this.sources = new Sources(examples);
  }

  TensorQueue queue() {
    return queue;
  }

  @Nullable Coordinator coordinator() {
    return coordinator;
  }

  /// Whether threads and queue are the input's own; else they are those of a pipeline.
  boolean isOnItsOwn() {
    return coordinator != null;
  }

  /// The workers, and the runner that runs them; before it does.
  ///
  /// When the coordinator stops, sources that wait for whatever they like are interrupted: waits on
  /// our queues end anyway.
  QueueRunner employ(List<Worker<?>> all, String scope, int[] cpus) {
    workers.addAll(all);
    Operation cancel =
        Operation.of(
            scope + "cancel",
            cancellation -> {
              queue.close(true);
              hands().filter(hand -> !hand.isHolding()).forEach(Hand::interrupt);
            });
    QueueRunner made =
        QueueRunner.on(queue).operations(all).cancelOperation(cancel).cpus(cpus).build();
    runner = made;
    return made;
  }

  /// Starts threads of its own under its coordinator, once.
  void start() {
    threads = Objects.requireNonNull(runner).createThreads(coordinator, true, false);
    threads.forEach(Thread::start);
  }

  /// What became of workers that were to be pinned to CPUs.
  List<String> pinning() {
    return runner == null ? List.of() : runner.pinning();
  }

  /// True once no worker shall read on.
  boolean isEnded() {
    return failed || closing;
  }

  /// What the input failed with, if it did.
  synchronized @Nullable Throwable error() {
    return error;
  }

  /// A worker failed. The first error counts; none does after a stop, nor does a wait that ended
  /// because somebody closed the queue.
  void failed(Throwable e, Cancellation cancellation) {
    if (closing || cancellation.isCancelled() || isConsequence(e)) {
      return;
    }
    synchronized (this) {
      failed = true;
      if (error == null) {
        error = e;
        closeWithoutReaders();
      } else if (error != e) {
        error.addSuppressed(e);
      }
    }
  }

  /// Ends the workers, waits for them and closes the sources; the threads that did not end. Takes
  /// at most about `grace`. An interrupt stays set and does not cut it short.
  List<Thread> stop(Duration grace) {
    boolean again = closing; // then somebody else may have freed the queue
    closing = true;
    over.countDown();
    if (!again) {
      endWaits();
    }
    hands().forEach(Hand::interrupt);
    Duration first = grace.compareTo(BEFORE_SOURCES) < 0 ? grace : BEFORE_SOURCES;
    List<Thread> alive = awaitEnd(first);
    sources.close();
    if (!alive.isEmpty()) {
      alive = awaitEnd(grace.minus(first));
    }
    // only a worker starts the closer, which ends at the stop
    return alive.isEmpty() ? Joining.join(closer(), grace) : alive;
  }

  /// What closing the sources failed with, if it did.
  @Nullable Throwable sourceError() {
    return sources.error();
  }

  private boolean isConsequence(Throwable e) {
    return (e instanceof CancelledException || e instanceof InterruptedException)
        && queue.isClosed();
  }

  /// Of a shared queue only interrupts end the waits: others go on using it.
  private void endWaits() {
    if (coordinator != null) {
      coordinator.requestStop();
    } else if (queue.sharedName().isEmpty()) {
      try {
        queue.close(true);
      } catch (InterruptedException e) {
        throw new AssertionError("a cancelling close waited", e);
      }
    }
  }

  private List<Thread> awaitEnd(Duration limit) {
    return isOnItsOwn() ? Joining.join(threads, limit) : Joining.await(this::busyThreads, limit);
  }

  /// The threads that bring a record in at this moment.
  private List<Thread> busyThreads() {
    return hands().map(Hand::busyThread).filter(Objects::nonNull).toList();
  }

  private Stream<Hand<?>> hands() {
    return workers.stream().flatMap(worker -> worker.hands().stream());
  }

  /// Usually the last worker closes the queue at once. A source may keep another one waiting for a
  /// record for long, though, and the consumer shall learn of the error all the same.
  private void closeWithoutReaders() {
    if (workers.size() > 1) {
      String name = "QueueRunnerThread-" + queue.name() + "-close_on_error";
      closer = Thread.ofPlatform().daemon().name(name).start(this::awaitHolders);
    }
  }

  private synchronized List<Thread> closer() {
    return closer == null ? List.of() : List.of(closer);
  }

  private void awaitHolders() {
    try {
      while (!queue.isClosed()
          && !over.await(READING_ALLOWANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (hands().noneMatch(Hand::isHolding)) {
          queue.close();
        }
      }
    } catch (CancelledException closed) {
      assert queue.isClosed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
