package io.forebay.jmh;

import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import io.forebay.ring.SegmentWords;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Wakeups;
import io.forebay.ring.Words;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How many positions a second go through the bare ring, from one producer to one consumer that
/// both retry: no row, no line, and no fence unless `parking`.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RingThroughput {
  /// Positions claimed and taken together.
  @Param({"1", "64"})
  int run;

  /// Whether publish and release fence and look for sleepers.
  @Param({"false", "true"})
  boolean parking;

  /// 4096 fills its slots; 3000 must look at the capacity too.
  @Param({"4096", "3000"})
  int capacity;

  /// Whether the one producer is known to be the only one.
  @Param({"false", "true"})
  boolean oneProducer;

  private final Arena arena = Arena.ofShared();
  private final Run written = new Run();
  private final Run read = new Run();
  private Ring ring;

  /// What went through.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Positions {
    /// Positions that arrived.
    public long taken;

    /// Attempts that found too few.
    public long refused;
  }

  /// Makes the ring.
  @Setup
  public void open() {
    Layout layout = new Layout();
    Sleepers.Offsets sleepers = Sleepers.Offsets.in(layout);
    Ring.Offsets offsets = Ring.Offsets.in(layout, capacity);
    Words words = new SegmentWords(arena, layout.bytes());
    ring =
        new Ring(
            words,
            offsets,
            capacity,
            new Sleepers(words, sleepers, new Nobody(), parking),
            oneProducer);
  }

  /// Frees its words.
  @TearDown
  public void free() {
    arena.close();
  }

  /// Claims and publishes a run.
  @Benchmark
  @Group("handOver")
  public void produce(Positions positions) {
    if (ring.tryClaim(written, run, run, false) == RunStatus.OK) {
      ring.publish(written.first(), run);
    } else {
      positions.refused++;
      Thread.onSpinWait();
    }
  }

  /// Takes and releases a run.
  @Benchmark
  @Group("handOver")
  public void consume(Positions positions) {
    if (ring.tryTake(read, run, run, false) == RunStatus.OK) {
      positions.taken += run;
      ring.release(read);
    } else {
      positions.refused++;
      Thread.onSpinWait();
    }
  }

  private static final class Nobody implements Wakeups {
    @Override
    public void wakeProducer() {}

    @Override
    public void wakeConsumer() {}

    @Override
    public void wakeCloser() {}
  }
}
