package io.forebay.enqueuer;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Waits until the entry is published.
///
/// The Disruptor's `BlockingWaitStrategy` waits for the cursor, which moves when an entry is
/// *claimed*; after that its caller spins. Here a claim is held as long as an item takes to load.
final class PublishedWait implements WaitStrategy {
  private final Object monitor = new Object();
  private @Nullable RingBuffer<?> ring; // set once, before anybody waits

  void watch(RingBuffer<?> watched) {
    ring = watched;
  }

  @Override
  public long waitFor(long number, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    RingBuffer<?> entries = Objects.requireNonNull(ring, "ring");
    synchronized (monitor) {
      while (!entries.isAvailable(number)) {
        barrier.checkAlert();
        monitor.wait();
      }
    }
    return number;
  }

  /// Called after every publication and alert.
  @Override
  public void signalAllWhenBlocking() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }
}
