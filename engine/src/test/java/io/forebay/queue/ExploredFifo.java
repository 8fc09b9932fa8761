package io.forebay.queue;

import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import java.util.ArrayList;
import java.util.List;

/// A FIFO queue beneath which a test looks: cursors and turns.
final class ExploredFifo extends ExploredQueue {
  private final Ring.Offsets ring;
  private final long slots;
  private final long flags;
  private long marked;

  ExploredFifo(FifoQueue queue, boolean lone, Memory memory) {
    Layout layout = new Layout();
    super(queue, memory, Lines.Offsets.in(layout));
    this.ring = Ring.Offsets.in(layout, (int) queue.capacity());
    this.slots = Ring.slots((int) queue.capacity());
    this.flags = lone ? ring.tailFlags() : ring.tail();
  }

  @Override
  public boolean isClosed() {
    return memory.isClosed(flags);
  }

  @Override
  public long claimed() {
    return tail();
  }

  @Override
  public long pending() {
    long rows = queue.size() - queue.channel().size(); // front rows
    for (long position = head(); position < tail(); position++) {
      rows += isTombstone(position) ? 0 : 1;
    }
    return rows;
  }

  @Override
  public long inFlight() {
    long rows = 0;
    for (long position = head(); position < tail(); position++) {
      rows += isSettled(position) ? 0 : 1;
    }
    return rows;
  }

  @Override
  public void markComplete() {
    marked = settledEnd();
  }

  @Override
  public long markedLeft() {
    long rows = queue.size() - queue.channel().size();
    for (long position = head(); position < marked; position++) {
      rows += turn(position) == position + 1 ? 1 : 0;
    }
    return rows;
  }

  @Override
  public void checkAfterWrite(long at) {
    if (at != ring.tail()) {
      return;
    }
    long occupied = 0;
    for (long position = Math.max(0, tail() - 2 * slots); position < tail(); position++) {
      occupied += isReleased(position) ? 0 : 1;
    }
    if (occupied > queue.capacity()) {
      throw new AssertionError(occupied + " rows occupied, capacity " + queue.capacity());
    }
  }

  @Override
  public String wronglyAsleep(int producerWants, int consumerLacks) {
    long readable = 0;
    long settled = settledEnd();
    for (long position = head(); position < settled; position++) {
      readable += turn(position) == position + 1 ? 1 : 0;
    }
    boolean over = isClosed() && (isCancelled() || inFlight() == 0);
    if (producerWants > 0 && (isClosed() || hasRoom(producerWants))) {
      return "a producer sleeps although there is room for " + producerWants;
    }
    if (consumerLacks > 0 && (over || readable >= consumerLacks)) {
      return "a consumer sleeps although it lacks " + consumerLacks + " of " + readable;
    }
    if (consumerLacks > 0 && producerWants > 0 && settled > head()) {
      return "a consumer does not move rows aside, " + readable + " are readable";
    }
    return null;
  }

  /// True if whatever a claim at the tail lacks is a tombstone that nobody has taken.
  private boolean hasRoom(int rows) {
    for (long position = Math.max(0, tail() - queue.capacity());
        position < tail() + rows - queue.capacity();
        position++) {
      if (!isReleased(position) && (!isTombstone(position) || position < head())) {
        return false;
      }
    }
    return true;
  }

  @Override
  String ends() {
    List<Long> turns = new ArrayList<>();
    for (long slot = 0; slot < slots; slot++) {
      turns.add(turn(slot));
    }
    return "capacity " + queue.capacity() + ", head " + head() + ", tail " + tail() + ", " + turns;
  }

  private long settledEnd() {
    long position = head();
    while (position < tail() && isSettled(position)) {
      position++;
    }
    return position;
  }

  private long head() {
    return memory.position(ring.head());
  }

  private long tail() {
    return memory.position(ring.tail());
  }

  private long turn(long position) {
    return word(ring.published() + (position & (slots - 1)) * Long.BYTES);
  }

  private boolean isSettled(long position) {
    return Math.abs(turn(position)) > position;
  }

  private boolean isTombstone(long position) {
    return turn(position) == -(position + 1);
  }

  private boolean isReleased(long position) {
    return word(ring.released() + (position & (slots - 1)) * Long.BYTES) >= position + slots;
  }
}
