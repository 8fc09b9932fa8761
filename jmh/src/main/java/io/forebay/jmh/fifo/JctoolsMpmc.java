package io.forebay.jmh.fifo;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.jctools.queues.MessagePassingQueue;
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

  /// A thread of either side. It first takes all slots of a run out of one queue, and then puts
  /// them into the other: a drain keeps its cells until its last element is handled, so two threads
  /// that put slots in from within would wait for one another's cells.
  @State(Scope.Thread)
  public static class Side {
    private final long[][] taken = new long[MOST][];
    private final MessagePassingQueue.Consumer<long[]> keeper = this::keep;
    private final MessagePassingQueue.Supplier<long[]> giver = this::handOver;
    private IdleStrategy idle;
    private int count;
    private int next;
    private long value;
    private long sum;

    /// Chooses how to retry.
    @Setup
    public void open(JctoolsMpmc jctools) {
      idle = Retrying.strategy(jctools.waiting);
    }

    int take(MpmcArrayQueue<long[]> queue, int most) {
      count = 0;
      queue.drain(keeper, most);
      return count;
    }

    private void keep(long[] slot) {
      taken[count++] = slot;
    }

    /// As many cells as slots: there is room, if not at once.
    void give(MpmcArrayQueue<long[]> queue) {
      next = 0;
      while (next < count) {
        queue.fill(giver, count - next);
      }
    }

    private long[] handOver() {
      return taken[next++];
    }

    void write(long[] slot) {
      Kernels.write(slot, value++);
    }

    void read(long[] slot) {
      sum += Kernels.sum(slot);
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
      int count = side.take(slots.free, run);
      for (int i = 0; i < count; i++) {
        side.write(side.taken[i]);
      }
      side.give(slots.full);
      count(side, elements, count, false);
      return;
    }
    long[] slot = slots.free.poll();
    if (slot != null) {
      side.write(slot);
      slots.full.offer(slot);
    }
    count(side, elements, slot == null ? 0 : 1, false);
  }

  /// Takes full slots, reads them and gives them back.
  @Benchmark
  @Group("handOver")
  public void consume(Side side, Elements elements, Blackhole hole) {
    if (most > 1) {
      int count = side.take(slots.full, most);
      for (int i = 0; i < count; i++) {
        side.read(side.taken[i]);
      }
      side.give(slots.free);
      count(side, elements, count, true);
    } else {
      long[] slot = slots.full.poll();
      if (slot != null) {
        side.read(slot);
        slots.free.offer(slot);
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
