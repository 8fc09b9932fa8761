package io.forebay.jmh.latency;

import io.forebay.jmh.Retrying;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/// How long an element takes to another thread and back, through two queues of the kind
/// `ArrayBlockingQueue`. Read `p50` to `max`.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 1, time = 1)
@Fork(1)
public class ArrayBlockingRoundTrip {
  /// How both sides wait.
  @Param({Retrying.SPIN, Retrying.PARKING})
  public String waiting;

  private ArrayBlockingEnds.Line ping;
  private ArrayBlockingEnds.Line pong;

  /// Takes the two queues.
  @Setup
  public void open() {
    ping = ArrayBlockingEnds.line("ping", waiting);
    pong = ArrayBlockingEnds.line("pong", waiting);
  }

  /// The thread that asks.
  @State(Scope.Thread)
  public static class Asker {
    private ArrayBlockingEnds.Sender questions;
    private ArrayBlockingEnds.Receiver answers;
    private long number;
    private boolean asked;
    private long askedNanos;

    /// Makes its ends.
    @Setup
    public void open(ArrayBlockingRoundTrip queues) {
      questions = new ArrayBlockingEnds.Sender(queues.ping);
      answers = new ArrayBlockingEnds.Receiver(queues.pong);
    }

    /// Forgets what the last iteration asked in vain; nobody asks before all iterations have begun.
    @Setup(Level.Iteration)
    public void begin() {
      answers.drain();
      asked = false;
    }

    private void ask() throws InterruptedException {
      askedNanos = System.nanoTime();
      questions.send(++number, true);
      asked = true;
    }

    private boolean isAnswered(boolean wait) throws InterruptedException {
      long answer = answers.receive(wait);
      if (answer != Message.NONE && answer != number) {
        throw new IllegalStateException("answer: " + answer + " (expected: " + number + ")");
      }
      return answer != Message.NONE;
    }
  }

  /// The thread that answers.
  @State(Scope.Thread)
  public static class Answerer {
    private ArrayBlockingEnds.Receiver questions;
    private ArrayBlockingEnds.Sender answers;

    /// Makes its ends.
    @Setup
    public void open(ArrayBlockingRoundTrip queues) {
      questions = new ArrayBlockingEnds.Receiver(queues.ping);
      answers = new ArrayBlockingEnds.Sender(queues.pong);
    }

    /// Forgets what the last iteration asked in vain.
    @Setup(Level.Iteration)
    public void begin() {
      questions.drain();
    }
  }

  /// Sends a question and waits for its answer.
  @Benchmark
  @Group("roundTrip")
  public void ask(Asker asker, Percentiles percentiles, Control control)
      throws InterruptedException {
    if (!control.startMeasurement) {
      Thread.onSpinWait();
      return;
    }
    if (!asker.asked) {
      asker.ask();
    }
    if (asker.isAnswered(!control.stopMeasurement)) {
      long nanos = System.nanoTime() - asker.askedNanos;
      asker.asked = false;
      if (!control.stopMeasurement) {
        percentiles.record(nanos);
      }
    }
  }

  /// Waits for a question and sends it back.
  @Benchmark
  @Group("roundTrip")
  public void answer(Answerer answerer, Control control) throws InterruptedException {
    long number = answerer.questions.receive(!control.stopMeasurement);
    if (number != Message.NONE) {
      answerer.answers.send(number, true);
    }
  }
}
