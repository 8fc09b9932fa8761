package io.forebay.jmh.baseline;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/// The same work with no queue: one thread writes elements into its half of as much memory as a
/// queue of that capacity has, one reads those of the other half; nothing is handed over. The
/// figure is the mean of both.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=8g")
public class TwoHalves {
  /// Bytes of an element.
  @Param("602112")
  public int bytes;

  /// Elements between two looks at the clock.
  @Param("1")
  public int run;

  /// Elements in both halves.
  @Param("256")
  public int capacity;

  /// Nobody waits.
  @Param("none")
  public String waiting;

  private MemorySegment memory;
  private int words;

  /// A thread of either side.
  @State(Scope.Thread)
  public static class Side {
    private int next;
    private long value;
  }

  /// Takes the memory of these parameters, its pages touched.
  @Setup
  public void open() {
    words = Kernels.words(bytes);
    memory = Kept.get("two halves " + bytes + " " + capacity, this::touched);
  }

  private MemorySegment touched() {
    MemorySegment made = Arena.global().allocate((long) bytes * capacity, 4_096);
    return made.fill((byte) 1);
  }

  /// Writes twice a run, which counts once: the reader counts the other half of the mean.
  @Benchmark
  @Group("handOver")
  public void produce(Side side, Elements elements) {
    for (int i = 0; i < 2 * run; i++) {
      Kernels.write(memory, at(side, 0), words, side.value++);
    }
    elements.elements += run;
  }

  /// Reads twice a run, which counts once.
  @Benchmark
  @Group("handOver")
  public void consume(Side side, Elements elements, Blackhole hole) {
    long sum = 0;
    for (int i = 0; i < 2 * run; i++) {
      sum += Kernels.sum(memory, at(side, capacity / 2), words);
    }
    hole.consume(sum);
    elements.elements += run;
  }

  private long at(Side side, int first) {
    side.next = side.next + 1 == capacity / 2 ? 0 : side.next + 1;
    return (long) (first + side.next) * bytes;
  }
}
