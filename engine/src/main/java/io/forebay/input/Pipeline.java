package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.CancelledException;
import io.forebay.queue.TensorQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the workers of an input share: the queue, the coordinator, and how the input ended.
///
/// An error ends the input as the end of a file does: no worker reads on, each enqueues what it has
/// in hand, the last one closes the queue plainly. Thread-safe.
final class Pipeline {
  /// How long the consumer of a failed input waits at most for workers that are still reading.
  static final Duration READING_ALLOWANCE = Duration.ofMillis(500);

  /// How long workers that do not end are waited for before their source is closed.
  private static final Duration BEFORE_SOURCE = Duration.ofSeconds(1);

  private final TensorQueue queue;
  private final Coordinator coordinator;
  private final Source<?> source;
  private final Scratch scratch = new Scratch();
  private final List<Worker<?>> workers = new ArrayList<>(); // as threads, runner: before the start
  private List<Thread> threads = List.of();
  private @Nullable QueueRunner runner;
  private volatile boolean ended;
  private volatile boolean closing;
  private @Nullable Throwable error; // guarded by this
  private @Nullable Thread closer; // guarded by this
  private boolean sourceClosed; // by the closing thread only, as sourceError
  private @Nullable Exception sourceError;

  Pipeline(TensorQueue queue, Coordinator coordinator, Source<?> source) {
    this.queue = queue;
    this.coordinator = coordinator;
    this.source = source;
  }

  TensorQueue queue() {
    return queue;
  }

  Coordinator coordinator() {
    return coordinator;
  }

  Scratch scratch() {
    return scratch;
  }

  /// Starts the workers, once.
  void start(List<? extends Worker<?>> all, int[] cpus) {
    workers.addAll(all);
    runner = QueueRunner.on(queue).operations(all).cpus(cpus).build();
    threads = runner.createThreads(coordinator, true, false);
    threads.forEach(Thread::start);
  }

  List<String> pinning() {
    return runner == null ? List.of() : runner.pinning();
  }

  /// True once no worker shall read on.
  boolean isEnded() {
    return ended;
  }

  /// What the input failed with, if it did.
  synchronized @Nullable Throwable error() {
    return error;
  }

  /// A worker failed. The first error counts; a wait that ended because of a stop, or because
  /// somebody closed the queue, is none.
  void failed(Throwable e) {
    if (closing || isConsequence(e)) {
      return;
    }
    synchronized (this) {
      ended = true;
      if (error == null) {
        error = e;
        closeWithoutReaders();
      } else if (error != e) {
        error.addSuppressed(e);
      }
    }
  }

  /// Stops and joins the workers and closes the source; the threads that did not end. Takes at most
  /// about `grace`. An interrupt stays set and does not cut it short.
  List<Thread> stop(Duration grace) {
    closing = true;
    coordinator.requestStop();
    for (int i = 0; i < Math.min(workers.size(), threads.size()); i++) {
      threads.get(i).interrupt();
    }
    Duration first = grace.compareTo(BEFORE_SOURCE) < 0 ? grace : BEFORE_SOURCE;
    List<Thread> alive = Joining.join(threads, first);
    closeSource();
    if (!alive.isEmpty()) {
      alive = Joining.join(alive, grace.minus(first));
    }
    // only a worker starts the closer, which ends at the stop
    return alive.isEmpty() ? Joining.join(closer(), grace) : alive;
  }

  /// What closing the source failed with, if it did.
  @Nullable Exception sourceError() {
    return sourceError;
  }

  private boolean isConsequence(Throwable e) {
    return (e instanceof CancelledException || e instanceof InterruptedException)
        && (coordinator.shouldStop() || queue.isClosed());
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
      while (!queue.isClosed() && !coordinator.waitForStop(READING_ALLOWANCE)) {
        if (workers.stream().noneMatch(Worker::isHolding)) {
          queue.close();
        }
      }
    } catch (CancelledException closed) {
      assert queue.isClosed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSource() {
    if (sourceClosed) {
      return;
    }
    sourceClosed = true;
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      sourceError = e;
    }
  }
}
