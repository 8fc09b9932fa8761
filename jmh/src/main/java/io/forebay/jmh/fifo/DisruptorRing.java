package io.forebay.jmh.fifo;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.ThreadParams;

/// The LMAX Disruptor as its manual advises: preallocated events, the single-producer sequencer
/// where there is one producer, runs by `next(n)`, consumers that take all that the barrier shows.
/// Several consumers see every event and each handles its share (sequence modulo consumers):
/// version 4 has no worker pool.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DisruptorRing {
  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements published together.
  @Param({"1", "64"})
  public int run;

  /// Elements that the ring holds, a power of two.
  @Param("4096")
  public int capacity;

  /// How both sides wait.
  @Param({"spin", "parking"})
  public String waiting;

  private Ring ring;
  private boolean parking;

  /// An event.
  static final class Event {
    private final long[] words;

    Event(int words) {
      this.words = new long[words];
    }
  }

  /// A ring with its consumers' sequences.
  static final class Ring {
    private final RingBuffer<Event> buffer;
    private final Sequence[] taken;
    private final SequenceBarrier[] barriers;

    Ring(RingBuffer<Event> buffer, int consumers) {
      this.buffer = buffer;
      this.taken = new Sequence[consumers];
      this.barriers = new SequenceBarrier[consumers];
      for (int i = 0; i < consumers; i++) {
        taken[i] = new Sequence(buffer.getCursor());
        barriers[i] = buffer.newBarrier();
      }
      buffer.addGatingSequences(taken);
    }
  }

  /// A producer's thread.
  @State(Scope.Thread)
  public static class Producer {
    private IdleStrategy idle;
    private boolean alone;
    private long value;

    /// Chooses how to go on when the ring is full; parking waits as `next` does.
    @Setup
    public void open(DisruptorRing disruptor, BenchmarkParams params) {
      alone = producers(params) == 1;
      idle = disruptor.parking ? new ParkOneNanosecond() : Retrying.strategy(disruptor.waiting);
    }
  }

  /// A consumer's thread.
  @State(Scope.Thread)
  public static class Consumer {
    private IdleStrategy idle;
    private Sequence taken;
    private SequenceBarrier barrier;
    private int index;
    private int consumers;

    /// Takes the sequence of this consumer.
    @Setup
    public void open(DisruptorRing disruptor, ThreadParams thread) {
      consumers = disruptor.ring.taken.length;
      index = thread.getSubgroupThreadIndex();
      taken = disruptor.ring.taken[index];
      barrier = disruptor.ring.barriers[index];
      idle = disruptor.parking ? new ParkOneNanosecond() : Retrying.strategy(disruptor.waiting);
    }
  }

  /// Waits as `RingBuffer.next` does.
  static final class ParkOneNanosecond implements IdleStrategy {
    @Override
    public void idle(int workCount) {
      if (workCount == 0) {
        idle();
      }
    }

    @Override
    public void idle() {
      LockSupport.parkNanos(1);
    }

    @Override
    public void reset() {}
  }

  /// Takes the ring of these parameters.
  @Setup
  public void open(BenchmarkParams params) {
    parking = waiting.equals(Retrying.PARKING);
    int producers = producers(params);
    int consumers = params.getThreadGroups()[0];
    ring =
        Kept.get(
            String.join(
                " ", "disruptor", "" + bytes, "" + capacity, waiting, producers + "p" + consumers),
            () -> newRing(producers, consumers));
  }

  // JMH sorts the methods of a group by name: consume, produce
  private static int producers(BenchmarkParams params) {
    return params.getThreadGroups()[1];
  }

  private Ring newRing(int producers, int consumers) {
    WaitStrategy wait = parking ? new BlockingWaitStrategy() : new BusySpinWaitStrategy();
    int words = Kernels.words(bytes);
    RingBuffer<Event> buffer =
        RingBuffer.create(
            producers == 1 ? ProducerType.SINGLE : ProducerType.MULTI,
            () -> new Event(words),
            capacity,
            wait);
    return new Ring(buffer, consumers);
  }

  /// Claims a run and writes it.
  @Benchmark
  @Group("handOver")
  public void produce(Producer producer, Elements elements) {
    long last = claim(producer.alone);
    if (last < 0) {
      elements.refused++;
      producer.idle.idle();
      return;
    }
    producer.idle.reset();
    long value = producer.value;
    RingBuffer<Event> buffer = ring.buffer;
    for (long sequence = last - run + 1; sequence <= last; sequence++) {
      Kernels.write(buffer.get(sequence).words, value++);
    }
    producer.value = value;
    buffer.publish(last - run + 1, last);
  }

  /// Never by `next` while the ring is full: it would not come back when the consumers have left.
  private long claim(boolean alone) {
    if (!ring.buffer.hasAvailableCapacity(run)) {
      return -1;
    }
    if (alone) {
      return ring.buffer.next(run);
    }
    try {
      return ring.buffer.tryNext(run);
    } catch (InsufficientCapacityException e) {
      return -1;
    }
  }

  /// Takes all that is there and reads its share of it.
  @Benchmark
  @Group("handOver")
  public void consume(Consumer consumer, Elements elements, Control control, Blackhole hole)
      throws InterruptedException {
    long next = consumer.taken.get() + 1;
    long last = available(consumer, next, control.stopMeasurement);
    if (last < next) {
      elements.refused++;
      if (!parking) {
        consumer.idle.idle();
      }
      return;
    }
    consumer.idle.reset();
    long sum = 0;
    int handled = 0;
    for (long sequence = next; sequence <= last; sequence++) {
      if (consumer.consumers == 1 || sequence % consumer.consumers == consumer.index) {
        sum += Kernels.sum(ring.buffer.get(sequence).words);
        handled++;
      }
    }
    hole.consume(sum);
    consumer.taken.set(last);
    elements.elements += handled;
  }

  /// Once the iteration is over nobody waits: the producers may have left. Before, they have not,
  /// since each thread goes on until all have ended theirs.
  private long available(Consumer consumer, long next, boolean ending) throws InterruptedException {
    if ((!parking || ending) && ring.buffer.getCursor() < next) {
      return -1;
    }
    try {
      return consumer.barrier.waitFor(next);
    } catch (AlertException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
