package io.forebay.jmh.latency;

import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import org.agrona.concurrent.BusySpinIdleStrategy;

/// Both ends of a queue of ours: written in place, read from the window.
final class ForebayEnds {
  private ForebayEnds() {}

  /// The queue of that name, which waits that way.
  static FifoQueue queue(String name, String waiting) {
    return Kept.get("latency forebay " + name + " " + waiting, () -> newQueue(name, waiting));
  }

  private static FifoQueue newQueue(String name, String waiting) {
    return new FifoQueue( // one producer, as the Disruptor is told
        QueueConfig.of(Message.CAPACITY, TensorSpec.of(DType.INT64, Message.WORDS))
            .withName(name)
            .withSingleProducer()
            .withWaiting(
                waiting.equals(Retrying.PARKING)
                    ? Waiting.parking()
                    : Waiting.idling(() -> BusySpinIdleStrategy.INSTANCE)));
  }

  /// The sending end, of one thread.
  static final class Sender {
    private final FifoQueue queue;
    private final Claim claim;

    Sender(FifoQueue queue) {
      this.queue = queue;
      this.claim = queue.newClaim(1);
    }

    /// Sends a number; false if there is no room and it may not wait.
    boolean send(long number, boolean wait) throws InterruptedException {
      if (!queue.claim(claim, wait ? Wait.FOREVER : Wait.NOT_AT_ALL)) {
        return false;
      }
      Kernels.write(claim.element(0).component(0), Message.WORDS, number);
      claim.publish();
      return true;
    }
  }

  /// The receiving end, of one thread.
  static final class Receiver {
    private final FifoQueue queue;
    private final Batch batch;

    Receiver(FifoQueue queue) {
      this.queue = queue;
      this.batch = queue.newBatch(1);
    }

    /// Receives a number, then [#done]; [Message#NONE] if there is none and it may not wait.
    long receive(boolean wait) throws InterruptedException {
      if (!queue.dequeue(batch, wait ? Wait.FOREVER : Wait.NOT_AT_ALL)) {
        return Message.NONE;
      }
      return Message.number(Kernels.sum(batch.component(0), Message.WORDS));
    }

    /// Gives the slot back.
    void done() {
      batch.close();
    }

    /// Takes what an iteration left behind.
    void drain() throws InterruptedException {
      while (receive(false) != Message.NONE) {
        done();
      }
    }
  }
}
