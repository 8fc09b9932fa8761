package io.forebay.queue;

import io.forebay.ring.Counter;
import io.forebay.ring.Layout;
import io.forebay.ring.NumberRing;
import io.forebay.ring.RunStatus;
import io.forebay.ring.Words;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;

/// A shuffle queue's producers' half, and the words between it and the sampler: two rings of row
/// numbers. FREE holds the numbers of rows that may be written, all of them at first, so capacity
/// is exact; READY those of rows that were published.
///
/// A producer pops from FREE, writes, pushes to READY, and never waits for a sampler; a stalled
/// writer costs only its own rows. Rows not written are counted as given up and pushed to FREE:
/// there are no tombstones.
final class ShuffleChannel implements StockChannel {
  private final NumberRing free;
  private final NumberRing ready;
  private final Counter givenUp;
  private final Counter taken;
  private final Lines lines;
  private final Slots slots;
  private final int largestClaim;

  /// Where its words lie.
  record Offsets(NumberRing.Offsets free, NumberRing.Offsets ready, long givenUp, long taken) {
    static Offsets in(Layout layout, int capacity) {
      return new Offsets(
          NumberRing.Offsets.in(layout, capacity),
          NumberRing.Offsets.in(layout, capacity),
          layout.word(),
          layout.word());
    }
  }

  ShuffleChannel(Words words, Offsets offsets, Drawing drawing, Slots slots, Lines lines) {
    int capacity = drawing.capacity();
    this.free = new NumberRing(words, offsets.free(), capacity, true);
    this.ready = new NumberRing(words, offsets.ready(), capacity, false);
    this.givenUp = new Counter(words, offsets.givenUp());
    this.taken = new Counter(words, offsets.taken());
    this.lines = lines;
    this.slots = slots;
    this.largestClaim = drawing.largestClaim();
  }

  NumberRing free() {
    return free;
  }

  NumberRing ready() {
    return ready;
  }

  @Override
  public RunStatus tryClaim(Claim claim, int least, int most, boolean inLine) {
    return free.tryPop(claim.run(), claim.numbers(), least, most, inLine);
  }

  @Override
  public boolean mayHaveRoom(int rows) {
    return free.isPushed(free.head().position() + rows - 1);
  }

  @Override
  public long missingRoom(Claim claim, int rows) {
    long head = free.head().position();
    for (long position = head + rows - 1; position >= head; position--) {
      if (!free.isPushed(position)) {
        return position;
      }
    }
    return -1;
  }

  @Override
  public boolean isMissing(Claim claim, long position) {
    return !free.isPushed(position);
  }

  @Override
  public long claimed() {
    return free.head().position();
  }

  @Override
  public void publish(Claim claim, int from, int count) {
    long first = ready.push(claim.numbers(), from, count);
    lines.sleepers().published(first, count);
  }

  @Override
  public void giveUp(Claim claim, int from, int count) {
    givenUp.add(count);
    setFree(claim.numbers(), from, count);
    if (isClosed()) {
      lines.wakeConsumer();
      lines.wakeCloser();
    }
  }

  /// Gives rows, whose content nobody needs any more, to the producers.
  void setFree(int[] numbers, int from, int count) {
    long first = free.push(numbers, from, count);
    lines.sleepers().released(first, count);
  }

  @Override
  public void move(Element element, Claim claim, int row) {
    slots.move(element, claim.numbers()[row]);
  }

  @Override
  public void copyIn(Claim claim, Tensor[] tensors, long from) {
    for (int c = 0; c < tensors.length; c++) {
      for (int row = 0; row < claim.rows(); row++) {
        slots.copyIn(c, tensors[c], from + row, claim.numbers()[row]);
      }
    }
  }

  @Override
  public int numbersFor(int rows) {
    return rows;
  }

  @Override
  public int largestClaim() {
    return largestClaim;
  }

  @Override
  public boolean close() {
    return free.head().close();
  }

  @Override
  public boolean isClosed() {
    return free.head().isClosed();
  }

  @Override
  public boolean hasClaimsInFlight() {
    return inFlight(ready.tail()) > 0;
  }

  /// Rows claimed that are neither published before READY's `tail`, which was read before, nor
  /// given up. Exact once closed: then FREE's head is frozen.
  long inFlight(long tail) {
    return free.head().position() - tail - givenUp.value();
  }

  @Override
  public boolean isPublished(long position) {
    return ready.isPushed(position);
  }

  @Override
  public long givenUp() {
    return givenUp.value();
  }

  /// Counts rows drawn, or given back (negative). By the sampler only.
  void countTaken(int rows) {
    taken.add(rows);
  }

  @Override
  public long size() {
    while (true) {
      long before = taken.value();
      long published = ready.tail();
      if (taken.value() == before) {
        return published - before;
      }
    }
  }

  @Override
  public long enqueued() {
    return ready.tail();
  }

  @Override
  public long dequeued() {
    return taken.value();
  }

  /// Claims only: a batch of a shuffle queue holds no slot once it is gathered.
  @Override
  public long outstanding() {
    return inFlight(ready.tail());
  }
}
