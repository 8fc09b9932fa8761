package io.forebay.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The denominator of every table: one copy of 64 bytes off the heap, by one thread, with no queue
/// in between.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Baseline {
  private static final long BYTES = 64;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment from = arena.allocate(BYTES, 64);
  private final MemorySegment to = arena.allocate(BYTES, 64);

  /// Copies 64 bytes between two aligned native segments.
  @Benchmark
  public MemorySegment copy64() {
    MemorySegment.copy(from, 0, to, 0, BYTES);
    return to;
  }

  /// Returns the memory.
  @TearDown
  public void free() {
    arena.close();
  }
}
