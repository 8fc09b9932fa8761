package io.forebay.queue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A bounded queue of elements, each a tuple of tensors, for any number of producers and consumers.
///
/// Four ways in: by copy ([#enqueue(Tensor...)], [#enqueueMany(Tensor...)]), written in place
/// ([#enqueue(Object,ElementWriter)]), a run of rows claimed and written in place
/// ([#claim(Claim)]), and by reference ([#enqueueByReference]). Two ways out: a [Batch], and by
/// copy into the caller's tensors. What is written in place or copied out must have a fixed size;
/// of strings and unknown dimensions the size is known to the other forms only. Where components
/// have names, tensors go in as a map from name to tensor (Q50). Behaviour follows TensorFlow's
/// queues; where it differs the documentation says so.
///
/// Thread-safe; claims, batches and tensors handed to it are not. Hand-over is lock-free; a stalled
/// writer delays what is behind it. Every operation that may wait has a form with a [Wait]; it
/// returns false when the time ran out, and has then done nothing. Failures are of the package
/// [io.forebay.error]: `OutOfRangeException` at the end of the data (closed, and too few elements
/// left); `CancelledException` for an enqueue into a closed queue and for a cancelled wait;
/// `InvalidArgumentException` before anything is done; `InterruptedException` only where it would
/// wait.
public abstract sealed class TensorQueue
    permits FifoQueue, PaddingFifoQueue, PriorityQueue, ShuffleQueue {
  private final QueueConfig config;
  private final Storage storage;
  private final MemorySegment.Scope scope; // of the storage
  private final Lines lines;
  private final Channel channel;
  private final ProducerSide producers;
  private final Consumers consumers;
  private final Closing closing;
  private final Checks checks;
  private final StackedShapes stackedShapes;
  private final Leases leases;
  private final PerThread<Claim> singleClaim = new PerThread<>(() -> new Claim(this, 1));
  private final PerThread<Claim> claimOfMany = new PerThread<>(() -> new Claim(this, 1));
  private final PerThread<Batch> singleBatch = new PerThread<>(() -> newBatch(1));

  TensorQueue(QueueConfig config, QueueParts parts) {
    this.config = config;
    this.storage = parts.storage();
    this.scope = storage.arena().scope();
    this.lines = parts.lines();
    this.leases = lines.leases();
    this.channel = parts.channel();
    this.consumers = parts.consumers();
    this.producers = new ProducerSide(config.name(), channel, lines);
    this.closing = new Closing(config.name(), channel, lines);
    this.checks = new Checks(config);
    this.stackedShapes = new StackedShapes(config.element());
  }

  /// The name in messages and reports.
  public final String name() {
    return config.name();
  }

  /// What an element is made of.
  public final ElementSpec spec() {
    return config.element();
  }

  /// Types of the components.
  public final List<DType> dtypes() {
    return spec().components().stream().map(TensorSpec::dtype).toList();
  }

  /// Shapes of the components.
  public final List<Shape> shapes() {
    return spec().components().stream().map(TensorSpec::shape).toList();
  }

  /// Names of the components; empty if they have none.
  public final List<String> names() {
    return spec().isNamed()
        ? spec().components().stream().map(TensorSpec::name).toList()
        : List.of();
  }

  /// The name of the [QueueContainer] in which it is shared; empty if it is private.
  public final String container() {
    return config.container();
  }

  /// The name under which it is shared in its container; empty if it is private.
  public final String sharedName() {
    return config.sharedName();
  }

  /// How many elements fit, 2^31 - 1 if there is no bound (Q59). [#size] may exceed it after a
  /// failed request gave rows back.
  public final long capacity() {
    return config.isUnbounded() ? Integer.MAX_VALUE : config.capacity();
  }

  /// Bytes of pooled elements that are stored, leased or being written.
  public final long bytes() {
    return channel.bytes();
  }

  /// The most that [#bytes] may be; `Long.MAX_VALUE` if there is no limit.
  public final long byteBudget() {
    return config.byteBudget();
  }

  /// Elements stored now; in a FIFO queue those being written count too. Immediate; never waits,
  /// also on a closed queue.
  public final long size() {
    requireAlive();
    return channel.size() + consumers.rowsKept();
  }

  /// True from the moment a close took effect.
  public final boolean isClosed() {
    requireAlive();
    return channel.isClosed();
  }

  /// How many calls wait to enqueue or to close, at this moment.
  public final int waitingProducers() {
    return lines.producers().length();
  }

  /// How many calls wait to dequeue, at this moment.
  public final int waitingConsumers() {
    return lines.consumers().length();
  }

  /// What it has done so far.
  public final QueueCounters counters() {
    requireAlive();
    return new QueueCounters(
        channel.enqueued(),
        channel.dequeued() - consumers.rowsKept(),
        producers.blockedNanos(),
        consumers.blockedNanos(),
        consumers.copies());
  }

  /// Copies one element in, waiting for room.
  public final void enqueue(Tensor... components) throws InterruptedException {
    enqueue(Wait.FOREVER, components);
  }

  /// Copies one element in.
  ///
  /// @return false if the time ran out
  public final boolean enqueue(Wait wait, Tensor... components) throws InterruptedException {
    checks.positional();
    return enqueueElement(wait, components);
  }

  /// Copies one element in, a tensor for each name, waiting for room.
  public final void enqueue(Map<String, Tensor> components) throws InterruptedException {
    enqueue(Wait.FOREVER, components);
  }

  /// Copies one element in, a tensor for each name.
  ///
  /// @return false if the time ran out
  public final boolean enqueue(Wait wait, Map<String, Tensor> components)
      throws InterruptedException {
    return enqueueElement(wait, checks.inOrder(components));
  }

  /// As [#enqueueByReference(Wait, Runnable, Tensor...)], waiting for room.
  public final void enqueueByReference(Runnable released, Tensor... components)
      throws InterruptedException {
    enqueueByReference(Wait.FOREVER, released, components);
  }

  /// Hands one element over without a copy: the queue keeps where it lies until nobody needs it any
  /// more, then runs `released`, once. That is after the batch which got it is closed, or which got
  /// a copy of it; when the queue is freed; or before this call fails or returns false, unless its
  /// arguments were wrong. Until then the tensors must stay as they are: if their arena is closed,
  /// whoever reads them gets the exception, and a batch that was to be a copy is lost. `released`
  /// runs on whichever thread it is, must be short, and what it throws goes to that thread's
  /// handler of uncaught exceptions. Borrowed memory does not count against the byte budget.
  ///
  /// @return false if the time ran out
  /// @throws InvalidArgumentException also if the queue's storage is not pooled, see
  ///   [QueueConfig#withPooledStorage], a component is a string, or a tensor lies in memory that
  ///   one thread only may read
  public final boolean enqueueByReference(Wait wait, Runnable released, Tensor... components)
      throws InterruptedException {
    checks.positional();
    return lend(wait, released, components);
  }

  /// As [#enqueueByReference(Runnable, Tensor...)], a tensor for each name.
  public final void enqueueByReference(Runnable released, Map<String, Tensor> components)
      throws InterruptedException {
    enqueueByReference(Wait.FOREVER, released, components);
  }

  /// As [#enqueueByReference(Wait, Runnable, Tensor...)], a tensor for each name.
  ///
  /// @return false if the time ran out
  public final boolean enqueueByReference(
      Wait wait, Runnable released, Map<String, Tensor> components) throws InterruptedException {
    return lend(wait, released, checks.inOrder(components));
  }

  /// Writes one element in place, waiting for room.
  public final <C, X extends Exception> void enqueue(C context, ElementWriter<? super C, X> writer)
      throws X, InterruptedException {
    enqueue(context, writer, Wait.FOREVER);
  }

  /// Writes one element in place. If the writer throws, nothing is enqueued and the exception goes
  /// to the caller.
  ///
  /// @return false if the time ran out; the writer was not called
  public final <C, X extends Exception> boolean enqueue(
      C context, ElementWriter<? super C, X> writer, Wait wait) throws X, InterruptedException {
    checks.inPlace();
    requireAlive();
    Claim claim = singleClaim.get();
    claim.requireClosed();
    channel.expectInPlace(claim, 1);
    if (!producers.claim(claim, 1, wait, "enqueue")) {
      return false;
    }
    claim.opened();
    try {
      writer.write(context, claim.element(0));
      claim.publish();
    } finally {
      claim.close();
    }
    return true;
  }

  /// Copies the rows of stacked tensors in, in order and next to one another; waits for room as
  /// often as it takes, so there may be more rows than the capacity.
  ///
  /// @throws CancelledException if the queue is closed while it waits; the rows that are in stay,
  ///   and it tells their number
  /// @throws EnqueueInterruptedException if it was interrupted when some rows were in; those stay
  /// @throws EnqueueRefusedException if memory for a row was refused when some were in; those stay
  public final void enqueueMany(Tensor... stacked) throws InterruptedException {
    enqueueMany(Wait.FOREVER, stacked);
  }

  /// Copies the rows of stacked tensors in.
  ///
  /// @return how many rows are in, fewer than there are if the time ran out; those stay
  public final long enqueueMany(Wait wait, Tensor... stacked) throws InterruptedException {
    checks.positional();
    return enqueueRows(wait, stacked);
  }

  /// As [#enqueueMany(Tensor...)], a tensor for each name.
  public final void enqueueMany(Map<String, Tensor> stacked) throws InterruptedException {
    enqueueMany(Wait.FOREVER, stacked);
  }

  /// As [#enqueueMany(Wait, Tensor...)], a tensor for each name.
  ///
  /// @return how many rows are in, fewer than there are if the time ran out; those stay
  public final long enqueueMany(Wait wait, Map<String, Tensor> stacked)
      throws InterruptedException {
    return enqueueRows(wait, checks.inOrder(stacked));
  }

  /// A claim for `rows` rows, to be made once and reused.
  ///
  /// @throws InvalidArgumentException if that is less than 1 or more than can ever be claimed
  ///   together
  public final Claim newClaim(int rows) {
    checks.inPlace();
    checks.claimRows(rows, channel.largestClaim());
    return new Claim(this, rows);
  }

  /// Claims as many rows as the claim asks for, all or nothing, waiting for room.
  public final void claim(Claim claim) throws InterruptedException {
    claim(claim, Wait.FOREVER);
  }

  /// Claims as many rows as the claim asks for, all or nothing.
  ///
  /// @return false if the time ran out
  public final boolean claim(Claim claim, Wait wait) throws InterruptedException {
    return claim(claim, claim.maxRows(), wait);
  }

  /// Claims `rows` rows, at most as many as the claim was made for, all or nothing.
  ///
  /// @return false if the time ran out
  public final boolean claim(Claim claim, int rows, Wait wait) throws InterruptedException {
    checks.claim(this, claim, rows);
    claim.requireClosed();
    requireAlive();
    channel.expectInPlace(claim, rows);
    boolean claimed = producers.claim(claim, rows, wait, "claim");
    if (claimed) {
      claim.opened();
    }
    return claimed;
  }

  /// A batch for `rows` rows, to be made once and reused; 0 is allowed.
  ///
  /// @throws InvalidArgumentException if that is negative, or more than any queue holds
  public final Batch newBatch(int rows) {
    checks.batchRows(rows);
    return new Batch(this, rows);
  }

  /// Takes one element, unstacked: each component has its own shape (D3). Waits for it. The batch
  /// is one made for a single row.
  public final void dequeue(Batch batch) throws InterruptedException {
    dequeue(batch, Wait.FOREVER);
  }

  /// As [#dequeue(Batch)].
  ///
  /// @return false if the time ran out
  public final boolean dequeue(Batch batch, Wait wait) throws InterruptedException {
    checks.batch(this, batch);
    checks.singleRow(batch);
    batch.requireClosed();
    batch.single(true);
    return takeRows(batch, Mode.EXACTLY, 0, wait);
  }

  /// Copies one element into the caller's tensors, waiting for it.
  public final void dequeue(Tensor... out) throws InterruptedException {
    dequeue(Wait.FOREVER, out);
  }

  /// Copies one element into the caller's tensors.
  ///
  /// @return false if the time ran out
  public final boolean dequeue(Wait wait, Tensor... out) throws InterruptedException {
    checks.element(out);
    checks.copyOut();
    try (Batch batch = singleBatch.get()) {
      return dequeue(batch, wait) && Copies.out(batch, out);
    }
  }

  /// Takes as many rows as the batch asks for, never fewer, waiting for them.
  public final void dequeueMany(Batch batch) throws InterruptedException {
    dequeueMany(batch, Wait.FOREVER);
  }

  /// Takes as many rows as the batch asks for, never fewer.
  ///
  /// @return false if the time ran out
  public final boolean dequeueMany(Batch batch, Wait wait) throws InterruptedException {
    return take(batch, Mode.EXACTLY, 0, wait);
  }

  /// Copies `rows` elements, stacked, into the caller's tensors, waiting for them.
  public final void dequeueMany(int rows, Tensor... out) throws InterruptedException {
    dequeueMany(Wait.FOREVER, rows, out);
  }

  /// Copies `rows` elements, stacked, into the caller's tensors.
  ///
  /// @return false if the time ran out
  public final boolean dequeueMany(Wait wait, int rows, Tensor... out) throws InterruptedException {
    checks.batchRows(rows);
    checks.stackedOut(rows, out);
    checks.copyOut();
    try (Batch batch = newBatch(rows)) {
      return take(batch, Mode.EXACTLY, 0, wait) && Copies.out(batch, out);
    }
  }

  /// As [#dequeueMany(Batch)] while the queue is open; after a close takes what is left, at least
  /// one row.
  public final void dequeueUpTo(Batch batch) throws InterruptedException {
    dequeueUpTo(batch, Wait.FOREVER);
  }

  /// As [#dequeueMany(Batch, Wait)] while the queue is open; after a close takes what is left, at
  /// least one row.
  ///
  /// @return false if the time ran out
  public final boolean dequeueUpTo(Batch batch, Wait wait) throws InterruptedException {
    return take(batch, Mode.UP_TO, 0, wait);
  }

  /// Copies up to `rows` elements into the caller's tensors, which are `[rows] + shape`; see
  /// [#dequeueUpTo(Batch)].
  ///
  /// @return how many rows were written, from row 0 on
  public final int dequeueUpTo(int rows, Tensor... out) throws InterruptedException {
    return dequeueUpTo(Wait.FOREVER, rows, out);
  }

  /// As [#dequeueUpTo(int, Tensor...)].
  ///
  /// @return how many rows were written, from row 0 on; 0 if the time ran out
  public final int dequeueUpTo(Wait wait, int rows, Tensor... out) throws InterruptedException {
    return takeCopy(Mode.UP_TO, 0, wait, rows, out);
  }

  /// Takes what the batch asks for, or as much of it as is there once the first row has waited
  /// `linger`: since its arrival where the queue stamps arrivals, else since the call saw it. Waits
  /// for a first row.
  public final void dequeueAvailable(Batch batch, Duration linger) throws InterruptedException {
    dequeueAvailable(batch, linger, Wait.FOREVER);
  }

  /// As [#dequeueAvailable(Batch, Duration)].
  ///
  /// @return false if the time ran out and not even one row came
  public final boolean dequeueAvailable(Batch batch, Duration linger, Wait wait)
      throws InterruptedException {
    return take(batch, Mode.AVAILABLE, nanos(linger), wait);
  }

  /// Copies up to `rows` elements into the caller's tensors, which are `[rows] + shape`; see
  /// [#dequeueAvailable(Batch, Duration)].
  ///
  /// @return how many rows were written, from row 0 on; 0 if the time ran out
  public final int dequeueAvailable(Wait wait, Duration linger, int rows, Tensor... out)
      throws InterruptedException {
    return takeCopy(Mode.AVAILABLE, nanos(linger), wait, rows, out);
  }

  /// Closes the queue to enqueues after those that wait already, and waits until they, and every
  /// claim made before, are done. Elements stay readable.
  ///
  /// @throws CancelledException if it is closed already, or a cancelling close came while this one
  ///   waited its turn
  /// @throws InterruptedException if interrupted: before it took effect, then the queue stays open;
  ///   or while it waited for claims, then it is closed
  public final void close() throws InterruptedException {
    requireAlive();
    closing.closeAfterPending();
  }

  /// Closes the queue to enqueues: plainly, see [#close()], or at once, ending every waiting
  /// enqueue with [CancelledException]. The second form never waits and may be called any number of
  /// times; from then on no dequeue waits either. Elements stay readable in both.
  public final void close(boolean cancelPendingEnqueues) throws InterruptedException {
    if (cancelPendingEnqueues) {
      requireAlive();
      closing.cancel();
    } else {
      close();
    }
  }

  /// Closes with cancel and returns the queue's memory. The queue, its batches and its claims must
  /// not be used any more.
  ///
  /// @throws IllegalStateException if a call waits inside, or a claim or batch is open; nothing is
  ///   freed then, and it may be called again
  public final void free() {
    if (!storage.isAlive()) {
      return;
    }
    closing.cancel();
    long rows = channel.outstanding();
    long blocks = consumers.openBatches();
    if (!lines.producers().isEmpty()
        || !lines.consumers().isEmpty()
        || rows > 0
        || blocks > 0
        || lines.hasCloser()) {
      throw leases.outstanding(
          "queue '"
              + name()
              + "': cannot be freed, "
              + rows
              + " rows are claimed or leased, "
              + blocks
              + " batches hold copies, "
              + waitingProducers()
              + " producers and "
              + waitingConsumers()
              + " consumers wait");
    }
    consumers.discard();
    storage.free();
  }

  final Channel channel() {
    return channel;
  }

  final long openBatches() {
    return consumers.openBatches();
  }

  final Lines lines() {
    return lines;
  }

  /// The tensors by the names of the components.
  final Map<String, Tensor> named(Tensor[] components) {
    return checks.byName(components);
  }

  /// Gives back what a batch that was closed held.
  final void release(Batch batch) {
    consumers.release(batch);
  }

  final StackedShapes stackedShapes() {
    return stackedShapes;
  }

  final Leases leases() {
    return leases;
  }

  private static long nanos(Duration linger) {
    return Math.max(0, TimeUnit.NANOSECONDS.convert(linger));
  }

  private int takeCopy(Mode mode, long lingerNanos, Wait wait, int rows, Tensor[] out)
      throws InterruptedException {
    checks.batchRows(rows);
    checks.stackedOut(rows, out);
    checks.copyOut();
    try (Batch batch = newBatch(rows)) {
      if (take(batch, mode, lingerNanos, wait)) {
        Copies.out(batch, out);
      }
      return batch.rows();
    }
  }

  private boolean take(Batch batch, Mode mode, long lingerNanos, Wait wait)
      throws InterruptedException {
    checks.batch(this, batch);
    checks.stackable(mode);
    batch.requireClosed();
    batch.single(false);
    if (batch.maxRows() == 0) {
      consumers.takeNothing(batch);
      return true;
    }
    return takeRows(batch, mode, lingerNanos, wait);
  }

  private boolean takeRows(Batch batch, Mode mode, long lingerNanos, Wait wait)
      throws InterruptedException {
    requireAlive();
    Request wanted = batch.request();
    wanted.set(mode, batch.maxRows(), lingerNanos, wait);
    return consumers.take(batch, wanted);
  }

  /// Best effort: a call that is just passing when the memory goes fails on the memory itself.
  private void requireAlive() {
    if (!scope.isAlive()) {
      throw new IllegalStateException(
          "queue '" + name() + "': freed (expected: in use, its arena open)");
    }
  }

  private boolean enqueueElement(Wait wait, Tensor[] components) throws InterruptedException {
    checks.element(components);
    requireAlive();
    Claim claim = singleClaim.get();
    claim.requireClosed();
    channel.expectElement(claim, components);
    return copyIn(claim, components, wait);
  }

  private boolean copyIn(Claim claim, Tensor[] components, Wait wait) throws InterruptedException {
    if (!producers.claim(claim, 1, wait, "enqueue")) {
      return false;
    }
    claim.opened();
    try {
      channel.copyIn(claim, components, 0);
      claim.publish();
    } finally {
      claim.close();
    }
    return true;
  }

  private boolean lend(Wait wait, Runnable released, Tensor[] components)
      throws InterruptedException {
    checks.element(components);
    checks.borrowable(config.isPooled(), components);
    requireAlive();
    Claim claim = singleClaim.get();
    claim.requireClosed();
    channel.expectBorrowed(claim, components, released);
    boolean enqueued = false;
    try {
      enqueued = copyIn(claim, components, wait);
      return enqueued;
    } finally {
      if (!enqueued) {
        Callbacks.run(released);
      }
    }
  }

  private long enqueueRows(Wait wait, Tensor[] stacked) throws InterruptedException {
    long rows = checks.stacked(stacked);
    requireAlive();
    if (rows == 0) {
      return 0;
    }
    Claim claim = claimOfMany((int) Math.min(rows, channel.largestPiece()));
    channel.requireAffordable(claim, stacked, rows);
    return producers.enqueueMany(claim, rows, stacked, wait);
  }

  /// A claim of at least so many rows, of the current thread.
  private Claim claimOfMany(int rows) {
    Claim claim = claimOfMany.get();
    if (claim.maxRows() < rows) {
      claim = new Claim(this, rows);
      claimOfMany.set(claim);
    }
    return claim;
  }
}
