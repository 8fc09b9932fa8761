package io.forebay.queue;

import io.forebay.ring.Ring;
import io.forebay.ring.RunStatus;
import io.forebay.tensor.Element;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A FIFO queue's producers' half: a claim is a run of the ring, a slot is a position.
final class FifoChannel implements Channel {
  private final Ring ring;
  private final Lines lines;
  private final int capacity;
  private final @Nullable MemorySegment stamps;
  private final long slots;
  private final Slots rows;

  FifoChannel(Ring ring, Lines lines, QueueConfig config, Slots rows, Arena arena) {
    this.ring = ring;
    this.lines = lines;
    this.rows = rows;
    this.capacity = config.capacity();
    this.slots = Ring.slots(capacity);
    this.stamps = config.stampedArrivals() ? arena.allocate(ValueLayout.JAVA_LONG, slots) : null;
  }

  @Override
  public RunStatus tryClaim(Claim claim, int least, int most, boolean inLine) {
    return ring.tryClaim(claim.run(), least, most, inLine);
  }

  @Override
  public boolean mayHaveRoom(int rows) {
    return ring.mayHaveRoom(rows);
  }

  @Override
  public long missingRoom(Claim claim, int rows) {
    return ring.lastOccupied(rows);
  }

  @Override
  public boolean isMissing(Claim claim, long position) {
    return ring.isOccupied(position);
  }

  @Override
  public long claimed() {
    return ring.tail().position();
  }

  @Override
  public void publish(Claim claim, int from, int count) {
    long first = claim.run().first() + from;
    if (stamps != null) {
      stamp(stamps, first, count);
    }
    ring.publish(first, count);
  }

  @Override
  public void giveUp(Claim claim, int from, int count) {
    ring.bury(claim.run().first() + from, count);
  }

  @Override
  public void move(Element element, Claim claim, int row) {
    rows.move(element, claim.run().first() + row);
  }

  @Override
  public boolean isContiguous(Claim claim) {
    return rows.isContiguous(claim.run().first(), claim.run().live());
  }

  @Override
  public void moveRun(Tensor stacked, int component, Claim claim, Shape shape) {
    long first = claim.run().first();
    TensorMoves.move(stacked, rows.segment(component, first), rows.offset(component, first), shape);
  }

  @Override
  public void copyIn(Claim claim, Tensor[] tensors, long from) {
    for (int c = 0; c < tensors.length; c++) {
      rows.copyRunIn(c, tensors[c], from, claim.run().first(), claim.rows());
    }
  }

  @Override
  public int numbersFor(int rows) {
    return 0;
  }

  @Override
  public int largestClaim() {
    return capacity;
  }

  @Override
  public boolean close() {
    return ring.tail().close();
  }

  @Override
  public boolean isClosed() {
    return ring.tail().isClosed();
  }

  @Override
  public boolean hasClaimsInFlight() {
    return !ring.isSettledToTail(ring.head().position());
  }

  @Override
  public long size() {
    return ring.size();
  }

  @Override
  public long enqueued() {
    return ring.enqueued();
  }

  @Override
  public long dequeued() {
    return ring.dequeued();
  }

  @Override
  public long outstanding() {
    return ring.outstanding();
  }

  /// How long ago the row at that position, which was published, came in; 0 if arrivals are not
  /// stamped. In nanoseconds.
  long age(long position) {
    return stamps == null
        ? 0
        : lines.threads().nanoTime()
            - stamps.getAtIndex(ValueLayout.JAVA_LONG, position & (slots - 1));
  }

  boolean isStamped() {
    return stamps != null;
  }

  private void stamp(MemorySegment times, long first, int count) {
    long now = lines.threads().nanoTime();
    for (long position = first; position < first + count; position++) {
      times.setAtIndex(ValueLayout.JAVA_LONG, position & (slots - 1), now);
    }
  }
}
