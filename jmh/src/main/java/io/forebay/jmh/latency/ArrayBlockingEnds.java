package io.forebay.jmh.latency;

import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import java.util.concurrent.ArrayBlockingQueue;

/// Both ends of an `ArrayBlockingQueue` of slots made beforehand. There are two slots more than the
/// queue holds, one that is written and one that is read; so the sender takes them in turn, and
/// needs no way back for them.
final class ArrayBlockingEnds {
  private ArrayBlockingEnds() {}

  /// A queue, its slots, and how it waits: `put` and `take`, or `offer` and `poll` again and again.
  static final class Line {
    private final ArrayBlockingQueue<long[]> queue = new ArrayBlockingQueue<>(Message.CAPACITY);
    private final long[][] slots = new long[Message.CAPACITY + 2][Message.WORDS];
    private final boolean parking;

    Line(boolean parking) {
      this.parking = parking;
    }
  }

  /// The queue of that name, which waits that way.
  static Line line(String name, String waiting) {
    return Kept.get(
        "latency arrayBlocking " + name + " " + waiting,
        () -> new Line(waiting.equals(Retrying.PARKING)));
  }

  /// The sending end, of one thread.
  static final class Sender {
    private final ArrayBlockingQueue<long[]> queue;
    private final long[][] slots;
    private final boolean parking;
    private int next;

    Sender(Line line) {
      this.queue = line.queue;
      this.slots = line.slots;
      this.parking = line.parking;
    }

    /// Sends a number; false if there is no room and it may not wait.
    boolean send(long number, boolean wait) throws InterruptedException {
      long[] slot = slots[next];
      Kernels.write(slot, number);
      if (!put(slot, wait)) {
        return false;
      }
      next = next + 1 == slots.length ? 0 : next + 1;
      return true;
    }

    private boolean put(long[] slot, boolean wait) throws InterruptedException {
      if (wait && parking) {
        queue.put(slot);
        return true;
      }
      boolean put = queue.offer(slot);
      while (!put && wait) {
        Thread.onSpinWait();
        put = queue.offer(slot);
      }
      return put;
    }
  }

  /// The receiving end, of one thread.
  static final class Receiver {
    private final ArrayBlockingQueue<long[]> queue;
    private final boolean parking;

    Receiver(Line line) {
      this.queue = line.queue;
      this.parking = line.parking;
    }

    /// Receives a number; [Message#NONE] if there is none and it may not wait.
    long receive(boolean wait) throws InterruptedException {
      long[] slot = take(wait);
      return slot == null ? Message.NONE : Message.number(Kernels.sum(slot));
    }

    private long[] take(boolean wait) throws InterruptedException {
      if (wait && parking) {
        return queue.take();
      }
      long[] slot = queue.poll();
      while (slot == null && wait) {
        Thread.onSpinWait();
        slot = queue.poll();
      }
      return slot;
    }

    /// Takes what an iteration left behind.
    void drain() {
      queue.clear();
    }
  }
}
