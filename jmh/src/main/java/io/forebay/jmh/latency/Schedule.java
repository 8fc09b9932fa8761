package io.forebay.jmh.latency;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// When a producer is to send: at a fixed rate from its first element of an iteration on. Who is
/// late sends at once and does not move the times of those that follow, so that a delay counts for
/// each element that it holds up.
@State(Scope.Thread)
public class Schedule {
  /// Elements a second.
  @Param({"10000", "100000"})
  public int perSecond;

  private long period;
  private long due;
  private boolean begun;

  /// The first element of an iteration sets the times of the others.
  @Setup(Level.Iteration)
  public void begin() {
    period = TimeUnit.SECONDS.toNanos(1) / perSecond;
    begun = false;
  }

  /// Spins until the next element is due; the time, of `System.nanoTime`.
  long awaitDue() {
    due = begun ? due + period : System.nanoTime();
    begun = true;
    while (System.nanoTime() - due < 0) {
      Thread.onSpinWait();
    }
    return due;
  }
}
