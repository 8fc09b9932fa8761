package io.forebay.queue;

import io.forebay.ring.Layout;

/// A shuffle queue beneath which a test looks: the cursors of both rings and the counters.
final class ExploredShuffle extends ExploredQueue {
  private final ShuffleChannel.Offsets at;
  private final ShuffleConfig shuffle;
  private long marked;
  private long takenBefore;

  ExploredShuffle(ShuffleQueue queue, Memory memory) {
    Layout layout = new Layout();
    super(queue, memory, Lines.Offsets.in(layout));
    this.at = ShuffleChannel.Offsets.in(layout, (int) queue.capacity());
    this.shuffle = queue.shuffle();
  }

  @Override
  public boolean isClosed() {
    return memory.isClosed(at.free().head());
  }

  @Override
  public long claimed() {
    return memory.position(at.free().head());
  }

  @Override
  public long pending() {
    return stored() + inFlight();
  }

  @Override
  public long inFlight() {
    return claimed() - word(at.ready().tail()) - word(at.givenUp());
  }

  @Override
  public void markComplete() {
    marked = word(at.ready().tail());
  }

  @Override
  public long markedLeft() {
    return marked - word(at.taken());
  }

  @Override
  public void checkAfterWrite(long place) {
    if (place == at.taken()) {
      long taken = word(at.taken());
      if (taken > takenBefore && !isClosed() && stored() < shuffle.minAfterDequeue()) {
        throw new AssertionError(
            stored() + " left while open, minAfterDequeue " + shuffle.minAfterDequeue());
      }
      takenBefore = taken;
    }
  }

  @Override
  public String wronglyAsleep(int producerWants, int consumerLacks) {
    long stored = stored();
    long spare = stored - shuffle.minAfterDequeue();
    boolean over = isClosed() && (isCancelled() || inFlight() == 0);
    if (producerWants > 0 && (isClosed() || free() >= producerWants)) {
      return "a producer sleeps although " + free() + " rows are free";
    }
    boolean enough = !shuffle.deterministic() && spare >= consumerLacks;
    if (consumerLacks > 0 && (over || enough)) {
      return "a consumer sleeps although it lacks " + consumerLacks + " of " + stored;
    }
    if (consumerLacks > 0 && producerWants > 0 && spare > 0 && !shuffle.deterministic()) {
      return "a consumer does not move rows aside, " + stored + " are stored";
    }
    if (consumerLacks > 0 && producerWants > 0 && inFlight() == 0) {
      return "both sides sleep, " + stored + " are stored, " + free() + " rows are free";
    }
    return null;
  }

  @Override
  String ends() {
    return "capacity "
        + queue.capacity()
        + ", "
        + shuffle
        + ", free "
        + free()
        + ", stored "
        + stored()
        + ", in flight "
        + inFlight();
  }

  private long stored() {
    return word(at.ready().tail()) - word(at.taken());
  }

  private long free() {
    return word(at.free().tail()) - memory.position(at.free().head());
  }
}
