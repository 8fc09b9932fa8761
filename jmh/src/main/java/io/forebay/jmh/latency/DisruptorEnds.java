package io.forebay.jmh.latency;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.ProducerType;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;

/// Both ends of a ring of the LMAX Disruptor as its manual advises: preallocated events, the
/// single-producer sequencer, `BusySpinWaitStrategy` for the lowest latency, `BlockingWaitStrategy`
/// which is its default.
final class DisruptorEnds {
  private DisruptorEnds() {}

  /// An event.
  static final class Event {
    final long[] words = new long[Message.WORDS];
  }

  /// A ring and the place of its one consumer.
  static final class Ring {
    private final RingBuffer<Event> buffer;
    private final Sequence taken;
    private final SequenceBarrier barrier;

    Ring(boolean parking) {
      buffer =
          RingBuffer.create(
              ProducerType.SINGLE,
              Event::new,
              Message.CAPACITY,
              parking ? new BlockingWaitStrategy() : new BusySpinWaitStrategy());
      taken = new Sequence(buffer.getCursor());
      barrier = buffer.newBarrier();
      buffer.addGatingSequences(taken);
    }
  }

  /// The ring of that name, which waits that way.
  static Ring ring(String name, String waiting) {
    return Kept.get(
        "latency disruptor " + name + " " + waiting,
        () -> new Ring(waiting.equals(Retrying.PARKING)));
  }

  /// The sending end, of one thread.
  static final class Sender {
    private final RingBuffer<Event> buffer;

    Sender(Ring ring) {
      this.buffer = ring.buffer;
    }

    /// Sends a number; false if there is no room and it may not wait.
    boolean send(long number, boolean wait) {
      if (!wait && !buffer.hasAvailableCapacity(1)) {
        return false;
      }
      long sequence = buffer.next();
      Kernels.write(buffer.get(sequence).words, number);
      buffer.publish(sequence);
      return true;
    }
  }

  /// The receiving end, of one thread.
  static final class Receiver {
    private final RingBuffer<Event> buffer;
    private final Sequence taken;
    private final SequenceBarrier barrier;
    private long next;
    private long available;

    Receiver(Ring ring) {
      this.buffer = ring.buffer;
      this.taken = ring.taken;
      this.barrier = ring.barrier;
      this.next = taken.get() + 1;
      this.available = taken.get();
    }

    /// Receives a number, then [#done]; [Message#NONE] if there is none and it may not wait.
    long receive(boolean wait) throws InterruptedException {
      if (available < next) {
        available = wait ? waitFor(next) : buffer.getCursor();
        if (available < next) {
          return Message.NONE;
        }
      }
      return Message.number(Kernels.sum(buffer.get(next).words));
    }

    /// Gives the event back.
    void done() {
      taken.set(next++);
    }

    private long waitFor(long sequence) throws InterruptedException {
      try {
        return barrier.waitFor(sequence);
      } catch (AlertException | TimeoutException e) {
        throw new AssertionError(e); // nobody alerts, and neither strategy has a time limit
      }
    }

    /// Takes what an iteration left behind.
    void drain() throws InterruptedException {
      while (receive(false) != Message.NONE) {
        done();
      }
    }
  }
}
