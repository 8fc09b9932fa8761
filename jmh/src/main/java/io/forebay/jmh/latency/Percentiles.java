package io.forebay.jmh.latency;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Latencies of one iteration, in nanoseconds, to three digits; no number if there was none. For
/// one thread of a group. JMH adds up the results of several iterations, so measure one at a time.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Percentiles {
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(10);

  private final Histogram histogram = new Histogram(HIGHEST, 3);

  /// Forgets the last iteration.
  @Setup(Level.Iteration)
  public void reset() {
    histogram.reset();
  }

  /// One latency in nanoseconds.
  void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST));
  }

  /// The median.
  public double p50() {
    return percentile(50);
  }

  /// What 99 of 100 stay below.
  public double p99() {
    return percentile(99);
  }

  /// What 999 of 1000 stay below.
  public double p999() {
    return percentile(99.9);
  }

  /// The worst.
  public double max() {
    return percentile(100);
  }

  /// How many were recorded.
  public long count() {
    return histogram.getTotalCount();
  }

  private double percentile(double percent) {
    return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percent);
  }
}
