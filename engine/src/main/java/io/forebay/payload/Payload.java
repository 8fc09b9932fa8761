package io.forebay.payload;

import io.forebay.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One element: its components, each somewhere in the payload's own block or, borrowed, in the
/// caller's memory. Recycled by its [PayloadPool].
///
/// It has one owner at a time: a claim, the [Inbox], the stock of the queue, a batch. What an owner
/// did before it pushed the payload into the inbox happens before what the next owner does.
public final class Payload {
  private final @Nullable MemorySegment[] bases;
  private final long[] offsets;
  private final @Nullable Shape[] shapes;

  @Nullable BuddyChunk chunk; // the block, this and the next two; changed by the pool only
  long start;
  int order = PayloadPool.NO_BLOCK;
  @Nullable Payload next; // in the inbox, or in the pool's list of spare ones

  private long cost;
  private boolean paid;
  private long position;
  private boolean buried;
  private boolean gone;
  private long rank;
  private long arrivalNanos;
  private @Nullable Runnable released;

  Payload(int components) {
    this.bases = new MemorySegment[components];
    this.offsets = new long[components];
    this.shapes = new Shape[components];
  }

  /// The segment in which its block lies, from byte [#start] on.
  public MemorySegment memory() {
    return Objects.requireNonNull(chunk).memory();
  }

  /// Where its block begins in [#memory], in bytes.
  public long start() {
    return start;
  }

  /// Component `c` lies, or will be written, at byte `offset` of `base`.
  public void place(int c, MemorySegment base, long offset, Shape shape) {
    bases[c] = base;
    offsets[c] = offset;
    shapes[c] = shape;
  }

  /// The segment in which component `c` lies.
  public MemorySegment base(int c) {
    return Objects.requireNonNull(bases[c]);
  }

  /// Where in [#base] it lies, in bytes.
  public long offset(int c) {
    return offsets[c];
  }

  /// Its shape.
  public Shape shape(int c) {
    return Objects.requireNonNull(shapes[c]);
  }

  /// What it costs of the queue's budget, in bytes; it is paid for.
  public void charge(long bytes) {
    cost = bytes;
    paid = true;
  }

  /// The cost, to be given back to the budget; 0 if it was given back before.
  public long refund() {
    long bytes = paid ? cost : 0;
    paid = false;
    return bytes;
  }

  /// The cost, to be taken from the budget again; 0 if it is paid for.
  public long chargeAgain() {
    long bytes = paid ? 0 : cost;
    paid = true;
    return bytes;
  }

  /// The position that its producer claimed for it.
  public long position() {
    return position;
  }

  /// It was granted that position.
  public void position(long claimed) {
    position = claimed;
    buried = false;
    gone = false;
  }

  /// It is drawn; true if that is the first time, so that it leaves room behind. One that was put
  /// back takes no room.
  public boolean leave() {
    boolean first = !gone;
    gone = true;
    return first;
  }

  /// It will not be written: a tombstone of its position.
  public void bury() {
    buried = true;
  }

  /// True if it is a tombstone.
  public boolean isBuried() {
    return buried;
  }

  /// Its place among others where the content decides; kept, since lent content may change.
  public long rank() {
    return rank;
  }

  /// Sets its place.
  public void rank(long newRank) {
    rank = newRank;
  }

  /// When it was published, by the clock of the queue.
  public long arrivalNanos() {
    return arrivalNanos;
  }

  /// Sets when it was published.
  public void arrivalNanos(long nanos) {
    arrivalNanos = nanos;
  }

  /// It holds the caller's memory, and tells when it no longer does.
  public void borrow(Runnable whenReleased) {
    released = whenReleased;
  }

  /// What to run now that its content is no longer needed; forgotten, as are borrowed segments.
  public @Nullable Runnable letGo() {
    Runnable callback = released;
    released = null;
    for (int c = 0; c < bases.length; c++) {
      bases[c] = null;
      shapes[c] = null;
    }
    return callback;
  }
}
