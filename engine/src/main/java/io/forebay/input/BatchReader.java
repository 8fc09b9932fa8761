package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.StragglersException;
import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The batches of an input.
///
/// ```java
/// while (reader.next()) {
///   train(reader.batch().component("image"), reader.batch().component("label"));
/// }
/// ```
///
/// One thread at a time reads; [#close], and the numbers, are for any thread. After a stop of the
/// coordinator the reader delivers what is in the queue, then ends. If a source or a writer failed,
/// it delivers every batch of what was read before, then throws [InputException].
///
/// The workers run already, or, in a pipeline, wait for somebody to start them; until then so do
/// [#next] and [#take].
public final class BatchReader implements AutoCloseable {
  private final InputRun run;
  private final TensorQueue queue;
  private final int batchSize;
  private final boolean smallerFinalBatch;
  private final Duration closeGrace;
  private final Cancellation.Flag closed = Cancellation.flag();
  private final Wait wait = Wait.under(closed); // never under the coordinator: see U19
  private final LastWait waitsOfSteps = new LastWait(); // guarded by reading
  private final Object closing = new Object(); // taken before reading
  private final Object reading = new Object();
  private final Batch batch;
  private final List<Batch> fresh = new ArrayList<>(); // guarded by reading
  private volatile long batches; // this and the following: written under reading
  private volatile long rows;
  private volatile long leftOver;
  private volatile long starvedNanos;
  private boolean freed; // guarded by closing

  BatchReader(InputRun run, int batchSize, boolean smallerFinalBatch, Duration closeGrace) {
    this.run = run;
    this.queue = run.queue();
    this.batchSize = batchSize;
    this.smallerFinalBatch = smallerFinalBatch;
    this.closeGrace = closeGrace;
    this.batch = newBatch();
  }

  /// Releases the batch and waits for the next one, which is then in [#batch].
  ///
  /// @return false at the end: no batch is left, or fewer elements than make one
  /// @throws InputException at the end of an input that failed, each time
  /// @throws CancelledException if the reader is closed, or was while this waited
  public boolean next() throws InterruptedException {
    synchronized (reading) {
      batch.close();
      return read(batch, wait);
    }
  }

  /// As [#next], for steps of a loop that ends with the input: returns [#batch].
  ///
  /// @throws OutOfRangeException at the end
  public Batch take() throws InterruptedException {
    synchronized (reading) {
      return take(wait);
    }
  }

  /// As [#take()], for a step that can be cancelled: it takes nothing then. If the queue is shared,
  /// [#close] does not end this wait, but waits for the step.
  ///
  /// @param step ends the wait with [CancelledException]
  public Batch take(Cancellation step) throws InterruptedException {
    synchronized (reading) {
      return take(waitsOfSteps.under(step));
    }
  }

  /// The batch that [#next] and [#take] read into: always the same object. It is released by the
  /// next call of them, or by its own `close`.
  public Batch batch() {
    return batch;
  }

  /// The batches from here on, each in an object of its own, which the caller closes; at the latest
  /// [#close] does. `hasNext` reads one ahead, and waits. When interrupted it sets the thread's
  /// interrupt status and throws [CancelledException]. Besides, it throws what [#next] throws.
  public Iterator<Batch> asIterator() {
    return new BatchIterator(this);
  }

  /// Batches delivered so far. 0 after the end: the batch is larger than all input.
  public long batches() {
    return batches;
  }

  /// Elements delivered so far.
  public long rows() {
    return rows;
  }

  /// Elements that are not delivered because they are fewer than a batch; 0 until the end was seen.
  public long leftOver() {
    return leftOver;
  }

  /// Nanoseconds spent inside calls for a batch.
  public long starvedNanos() {
    return starvedNanos;
  }

  /// How full the queue is (B14): its size by its capacity; for a shuffled input both less
  /// `minAfterDequeue`, and at least 0. Without a bound it is measured by 2^31 - 1. Once the memory
  /// of the queue is returned: 0.
  public double fullness() {
    return Fullness.of(queue);
  }

  /// The queue between the workers and this reader, for its gauges.
  public TensorQueue queue() {
    return queue;
  }

  /// How a shuffled input draws, with the seed that it uses; else null.
  public @Nullable ShuffleConfig shuffle() {
    return queue instanceof ShuffleQueue shuffled ? shuffled.shuffle() : null;
  }

  /// The coordinator that stops the workers; null in a pipeline, where it is given when the runners
  /// are started.
  public @Nullable Coordinator coordinator() {
    return run.coordinator();
  }

  /// What became of workers that were to be pinned to CPUs, one line each.
  public List<String> pinning() {
    return run.pinning();
  }

  /// What a source or a writer failed with, if one did; failures of other workers, later, are
  /// suppressed in it.
  public @Nullable Throwable error() {
    return run.error();
  }

  /// Ends the workers, waits for them, closes the sources and frees the queue; batches that are
  /// open are released. In a pipeline the queue is not freed but closed (unless it is shared), and
  /// the pipeline's own close calls this. An interrupt stays set and does not cut it short. It may
  /// be called again; after a failure it tries again.
  ///
  /// @throws StragglersException if workers do not stop within the grace; the memory stays
  /// @throws InputException if closing a source failed; all else is done then
  @Override
  public void close() {
    synchronized (closing) {
      if (freed) {
        return;
      }
      closed.cancel();
      List<Thread> alive = run.stop(closeGrace);
      if (!alive.isEmpty()) {
        Coordinator own = coordinator();
        throw new StragglersException(
            "closing '" + queue.name() + "'", alive, own == null ? closed : own);
      }
      free();
    }
    Throwable failure = run.sourceError();
    if (failure != null) {
      throw new InputException(failure);
    }
  }

  /// The next batch in an object of its own, or null at the end.
  @Nullable Batch takeFresh() throws InterruptedException {
    synchronized (reading) {
      fresh.removeIf(handedOut -> handedOut.rows() == 0);
      Batch next = newBatch();
      if (!read(next, wait)) {
        return null;
      }
      fresh.add(next);
      return next;
    }
  }

  /// A batch for as many rows as one of its own.
  Batch newBatch() {
    return queue.newBatch(batchSize);
  }

  /// Starts the workers on threads of their own.
  void startWorkers() {
    run.start();
  }

  /// Dequeues a batch as its own calls do, beside them.
  ///
  /// @throws OutOfRangeException at the end
  void dequeue(Batch target, Wait until) throws InterruptedException {
    if (smallerFinalBatch) {
      queue.dequeueUpTo(target, until);
    } else {
      queue.dequeueMany(target, until);
    }
  }

  private Batch take(Wait until) throws InterruptedException {
    batch.close();
    if (!read(batch, until)) {
      throw new OutOfRangeException("input '" + queue.name() + "': no more batches");
    }
    return batch;
  }

  private boolean read(Batch target, Wait until) throws InterruptedException {
    requireOpen(target);
    long start = System.nanoTime();
    try {
      dequeue(target, until);
    } catch (OutOfRangeException end) {
      requireOpen(target);
      return atEnd();
    } finally {
      starvedNanos += System.nanoTime() - start;
    }
    requireOpen(target);
    batches++;
    rows += target.rows();
    return true;
  }

  private void requireOpen(Batch target) {
    if (closed.isCancelled()) {
      target.close();
      throw new CancelledException("input '" + queue.name() + "': closed (expected: open)");
    }
  }

  private boolean atEnd() {
    leftOver = queue.size();
    Throwable error = run.error();
    if (error != null) {
      throw new InputException(error);
    }
    return false;
  }

  /// Whoever waits in [#next] has been woken by the cancellation.
  private void free() {
    synchronized (reading) {
      batch.close();
      fresh.forEach(Batch::close);
      fresh.clear();
      if (run.isOnItsOwn()) {
        queue.free();
      }
      freed = true;
    }
  }
}
