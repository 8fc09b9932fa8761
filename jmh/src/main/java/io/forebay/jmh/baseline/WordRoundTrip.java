package io.forebay.jmh.baseline;

import io.forebay.jmh.Kept;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The control beside every ratio: how long a number takes from one thread to another and back
/// through one word. It tells which of its speeds the machine has at the moment.
///
/// Its figure is the median over slices of [#SLICE] round trips: threads that start may share a
/// core for some milliseconds, until the operating system moves one of them, and a mean would tell
/// that.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WordRoundTrip {
  /// Round trips measured as one; some 0.1 ms.
  private static final int SLICE = 500;

  private Answerer answerer;

  /// Wakes the other thread, which lives as long as the JVM.
  @Setup(Level.Iteration)
  public void wake() {
    answerer = Kept.get("answerer", Answerer::new);
    answerer.resume();
  }

  /// A slice: each time says 1 and waits for 0.
  @Benchmark
  @OperationsPerInvocation(SLICE)
  public void roundTrip() {
    for (int i = 0; i < SLICE; i++) {
      answerer.ask();
    }
  }

  /// Lets the other thread sleep, so that it is in nobody's way.
  @TearDown(Level.Iteration)
  public void sleep() {
    answerer.pause();
  }

  private static final class Answerer {
    private static final int WORD = 16; // two cache lines from either end
    private static final long QUESTION = 1;
    private static final long ANSWER = 0;

    private final AtomicLongArray words = new AtomicLongArray(2 * WORD);
    private final Thread thread =
        Thread.ofPlatform().daemon().name("answerer").unstarted(this::answer);
    private volatile boolean paused = true;

    Answerer() {
      thread.start();
    }

    void resume() {
      paused = false;
      LockSupport.unpark(thread);
    }

    void pause() {
      paused = true;
    }

    void ask() {
      words.setRelease(WORD, QUESTION);
      while (words.getAcquire(WORD) != ANSWER) {
        Thread.onSpinWait();
      }
    }

    private void answer() {
      while (true) {
        if (paused) {
          LockSupport.park(this);
        } else if (words.getAcquire(WORD) == QUESTION) {
          words.setRelease(WORD, ANSWER);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
