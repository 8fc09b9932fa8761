package io.forebay.queue;

import io.forebay.ring.Layout;

/// A queue of payloads beneath which a test looks: the cursor of its claims, its counters and its
/// byte budget.
final class ExploredPooled extends ExploredQueue {
  private static final long ROW_BYTES = 16;

  private final PooledChannel.Offsets at;
  private final int capacity;
  private final int minAfterDequeue;
  private final boolean holdsWhileWaiting;
  private final boolean ordered;
  private final int rowsOfBudget;
  private long marked;
  private long takenBefore;

  ExploredPooled(
      TensorQueue queue, Drawing drawing, boolean ordered, int rowsOfBudget, Memory memory) {
    Layout layout = new Layout();
    super(queue, memory, Lines.Offsets.in(layout));
    this.at = PooledChannel.Offsets.in(layout);
    this.capacity = (int) queue.capacity();
    this.minAfterDequeue = drawing.minAfterDequeue();
    this.holdsWhileWaiting = drawing.holdsWhileWaiting();
    this.ordered = ordered;
    this.rowsOfBudget = rowsOfBudget;
  }

  static long budget(int rows) {
    return rows * ROW_BYTES;
  }

  @Override
  public int largestClaim() {
    return Math.min(super.largestClaim(), rowsOfBudget - minAfterDequeue);
  }

  @Override
  public boolean isClosed() {
    return memory.isClosed(at.claimed());
  }

  @Override
  public long claimed() {
    return memory.position(at.claimed());
  }

  @Override
  public long pending() {
    return stored() + inFlight();
  }

  @Override
  public long inFlight() {
    return claimed() - word(at.published()) - word(at.givenUp());
  }

  /// Behind a claim that is not done nothing can be read.
  @Override
  public void markComplete() {
    marked = ordered && inFlight() > 0 ? 0 : word(at.published());
  }

  @Override
  public long markedLeft() {
    return marked - word(at.taken());
  }

  /// A row may be drawn before it is counted as published: until then it is one in flight.
  @Override
  public void checkAfterWrite(long place) {
    if (place == at.taken()) {
      long taken = word(at.taken());
      if (taken > takenBefore && !isClosed() && pending() < minAfterDequeue) {
        throw new AssertionError(stored() + " left while open, minAfterDequeue " + minAfterDequeue);
      }
      takenBefore = taken;
    }
  }

  @Override
  public String wronglyAsleep(int producerWants, int consumerLacks) {
    boolean drawable = !ordered || inFlight() == 0;
    long spare = drawable ? stored() - minAfterDequeue : 0;
    boolean over = isClosed() && (isCancelled() || inFlight() == 0);
    if (word(at.bytes()) < stored() * ROW_BYTES) {
      return stored() + " rows are stored, paid for are " + word(at.bytes()) + " bytes";
    }
    if (producerWants > 0 && (isClosed() || free() >= producerWants)) {
      return "a producer sleeps although there is room for " + free();
    }
    if (consumerLacks > 0 && (over || spare >= consumerLacks)) {
      return "a consumer sleeps although it lacks " + consumerLacks + " of " + stored();
    }
    if (consumerLacks > 0 && producerWants > 0 && spare > 0 && holdsWhileWaiting) {
      return "a consumer does not move rows aside, " + stored() + " are stored";
    }
    boolean nobodyElse = inFlight() == 0 && word(at.bytes()) == stored() * ROW_BYTES;
    boolean ever =
        holdsWhileWaiting
            || consumerLacks <= Math.min(capacity, rowsOfBudget); // else for the close (P5)
    if (consumerLacks > 0 && producerWants > 0 && nobodyElse && ever) {
      return "both sides sleep, " + stored() + " are stored";
    }
    return null;
  }

  @Override
  public String leftBehind() {
    long room = capacity + word(at.left()) - claimed();
    if (room != capacity || word(at.bytes()) != 0) {
      return "room for " + room + " of " + capacity + ", bytes " + word(at.bytes());
    }
    long outstanding = ((PooledChannel) queue.channel()).pool().outstandingBytes();
    return outstanding == 0 ? null : outstanding + " bytes of the pool";
  }

  @Override
  String ends() {
    return "capacity "
        + capacity
        + ", minAfterDequeue "
        + minAfterDequeue
        + ", room for "
        + free()
        + ", bytes "
        + word(at.bytes())
        + " of "
        + budget(rowsOfBudget)
        + ", stored "
        + stored()
        + ", in flight "
        + inFlight();
  }

  private long stored() {
    return word(at.published()) - word(at.taken());
  }

  private long free() {
    long rows = capacity + word(at.left()) - claimed();
    return Math.min(rows, (budget(rowsOfBudget) - word(at.bytes())) / ROW_BYTES);
  }
}
