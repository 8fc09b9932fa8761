package io.forebay.jmh.baseline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
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
  private static final int WORD = 16; // two cache lines from either end

  private final AtomicLongArray words = new AtomicLongArray(2 * WORD);

  /// Says 1 and waits for 0: one round trip.
  @Benchmark
  @Group("roundTrip")
  public void ask(Control control) {
    words.setRelease(WORD, 1);
    while (words.getAcquire(WORD) != 0 && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
  }

  /// Waits for 1 and says 0.
  @Benchmark
  @Group("roundTrip")
  public void answer(Control control) {
    while (words.getAcquire(WORD) != 1 && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
    words.setRelease(WORD, 0);
  }
}
