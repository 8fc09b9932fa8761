package io.forebay.jmh.fifo;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.jctools.queues.MpmcArrayQueue;
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
import org.openjdk.jmh.infra.Blackhole;

/// JCTools' `MpmcArrayQueue` of pooled slots: one queue carries full slots, another brings the free
/// ones back. Runs of 64 use `drain` on both, and put slots in one by one, which was faster than
/// `fill`.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
public class JctoolsMpmc {
  private static final int MOST = 64;

  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements handed over together.
  @Param({"1", "64"})
  public int run;

  /// Elements that the queue holds, a power of two.
  @Param("4096")
  public int capacity;

  /// How elements are taken: `run`, as they were put in; `available`, what is there, up to 64.
  @Param("run")
  public String take;

  /// How both sides wait.
  @Param("spin")
  public String waiting;

  private Slots slots;
  private int most;

  /// Both queues.
  static final class Slots {
    private final MpmcArrayQueue<long[]> full;
    private final MpmcArrayQueue<long[]> free;

    Slots(int capacity, int words) {
      full = new MpmcArrayQueue<>(capacity);
      free = new MpmcArrayQueue<>(capacity);
      for (int i = 0; i < capacity; i++) {
        free.offer(new long[words]);
      }
    }
  }

  /// A thread of either side.
  @State(Scope.Thread)
  public static class Side {
    private IdleStrategy idle;
    private Slots slots;
    private long value;
    private long sum;

    /// Chooses how to retry.
    @Setup
    public void open(JctoolsMpmc jctools) {
      idle = Retrying.strategy(jctools.waiting);
      slots = jctools.slots;
    }

    void write(long[] slot) {
      Kernels.write(slot, value++);
      slots.full.offer(slot); // as many cells as slots: there is room
    }

    void read(long[] slot) {
      sum += Kernels.sum(slot);
      slots.free.offer(slot);
    }
  }

  /// Takes the queues of these parameters.
  @Setup
  public void open() {
    most = take.equals("available") ? MOST : run;
    slots =
        Kept.get(
            String.join(" ", "jctools", "" + bytes, "" + capacity),
            () -> new Slots(capacity, Kernels.words(bytes)));
  }

  /// Takes free slots, writes them and puts them in.
  @Benchmark
  @Group("handOver")
  public void produce(Side side, Elements elements) {
    if (run > 1) {
      count(side, elements, slots.free.drain(side::write, run), false);
      return;
    }
    long[] slot = slots.free.poll();
    if (slot != null) {
      side.write(slot);
    }
    count(side, elements, slot == null ? 0 : 1, false);
  }

  /// Takes full slots, reads them and gives them back.
  @Benchmark
  @Group("handOver")
  public void consume(Side side, Elements elements, Blackhole hole) {
    if (most > 1) {
      count(side, elements, slots.full.drain(side::read, most), true);
    } else {
      long[] slot = slots.full.poll();
      if (slot != null) {
        side.read(slot);
      }
      count(side, elements, slot == null ? 0 : 1, true);
    }
    hole.consume(side.sum);
  }

  private static void count(Side side, Elements elements, int done, boolean taking) {
    if (done == 0) {
      elements.refused++;
      side.idle.idle();
      return;
    }
    side.idle.reset();
    if (taking) {
      elements.elements += done;
    }
  }
}
