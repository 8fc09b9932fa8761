package io.forebay.jmh.baseline;

import io.forebay.ring.Layout;
import io.forebay.ring.SegmentWords;
import io.forebay.ring.Words;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/// The control beside every ratio: how long a number takes from one thread to another and back
/// through one word. It tells which of its speeds the machine has at the moment.
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WordRoundTrip {
  private final Arena arena = Arena.ofShared();
  private final Words words = new SegmentWords(arena, 2 * Layout.LINES);

  /// Says 1 and waits for 0: one round trip.
  @Benchmark
  @Group("roundTrip")
  public void ask(Control control) {
    words.release(0, 1);
    while (words.acquire(0) != 0 && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
  }

  /// Waits for 1 and says 0.
  @Benchmark
  @Group("roundTrip")
  public void answer(Control control) {
    while (words.acquire(0) != 1 && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
    words.release(0, 0);
  }

  /// Returns the word.
  @TearDown
  public void free() {
    arena.close();
  }
}
