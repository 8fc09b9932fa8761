package io.forebay.jmh.fifo;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
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

/// `java.util.concurrent.ArrayBlockingQueue`, which parks, of elements on the heap: new ones, or
/// slots that a second queue brings back. Runs of 64 are taken by `drainTo` after the first.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ArrayBlocking {
  private static final long SOON_MILLIS = 100;
  private static final int MOST = 64;

  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements taken together.
  @Param({"1", "64"})
  public int run;

  /// Elements that the queue holds.
  @Param("4096")
  public int capacity;

  /// How elements are taken: `run`, up to so many; `available`, what is there, up to 64.
  @Param("run")
  public String take;

  /// It parks.
  @Param("parking")
  public String waiting;

  /// `fresh`: a new array an element, as most users do; `pooled`: slots that come back.
  @Param("fresh")
  public String slots;

  private Queues queues;
  private int most;

  /// The queue, and the one of free slots.
  static final class Queues {
    private final ArrayBlockingQueue<long[]> full;
    private final ArrayBlockingQueue<long[]> free;
    private final boolean pooled;
    private final int words;

    Queues(int capacity, int words, boolean pooled) {
      this.pooled = pooled;
      this.words = words;
      full = new ArrayBlockingQueue<>(capacity);
      free = new ArrayBlockingQueue<>(capacity);
      for (int i = 0; pooled && i < capacity; i++) {
        free.add(new long[words]);
      }
    }

    long[] slot() throws InterruptedException {
      return pooled ? free.poll(SOON_MILLIS, TimeUnit.MILLISECONDS) : new long[words];
    }
  }

  /// A thread of either side.
  @State(Scope.Thread)
  public static class Side {
    private final ArrayList<long[]> taken = new ArrayList<>();
    private long value;
  }

  /// Takes the queues of these parameters.
  @Setup
  public void open() {
    most = take.equals("available") ? MOST : run;
    queues =
        Kept.get(
            String.join(" ", "array blocking", "" + bytes, "" + capacity, slots),
            () -> new Queues(capacity, Kernels.words(bytes), slots.equals("pooled")));
  }

  /// Writes an element and puts it in.
  @Benchmark
  @Group("handOver")
  public void produce(Side side, Elements elements) throws InterruptedException {
    long[] slot = queues.slot();
    if (slot == null) {
      elements.refused++;
      return;
    }
    Kernels.write(slot, side.value++);
    if (!queues.full.offer(slot, SOON_MILLIS, TimeUnit.MILLISECONDS)) {
      elements.refused++;
    }
  }

  /// Takes elements and reads them.
  @Benchmark
  @Group("handOver")
  public void consume(Side side, Elements elements, Blackhole hole) throws InterruptedException {
    long[] first = queues.full.poll(SOON_MILLIS, TimeUnit.MILLISECONDS);
    if (first == null) {
      elements.refused++;
      return;
    }
    long sum = read(first);
    if (most > 1) {
      queues.full.drainTo(side.taken, most - 1);
      for (long[] slot : side.taken) {
        sum += read(slot);
      }
    }
    elements.elements += 1 + side.taken.size();
    side.taken.clear();
    hole.consume(sum);
  }

  private long read(long[] slot) {
    long sum = Kernels.sum(slot);
    if (queues.pooled) {
      queues.free.offer(slot);
    }
    return sum;
  }
}
