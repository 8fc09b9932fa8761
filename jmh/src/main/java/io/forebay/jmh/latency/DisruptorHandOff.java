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

/// How long after it was due an event has arrived, through a ring of the LMAX Disruptor. Read `p50`
/// to `max`.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 1, time = 1)
@Fork(1)
public class DisruptorHandOff {
  /// How the consumer waits; the producer always spins to its schedule.
  @Param({Retrying.SPIN, Retrying.PARKING})
  public String waiting;

  private DisruptorEnds.Ring queue;

  /// Takes the queue.
  @Setup
  public void open() {
    queue = DisruptorEnds.ring("handOff", waiting);
  }

  /// The thread that sends.
  @State(Scope.Thread)
  public static class Producer {
    private DisruptorEnds.Sender elements;

    /// Makes its end.
    @Setup
    public void open(DisruptorHandOff handOff) {
      elements = new DisruptorEnds.Sender(handOff.queue);
    }
  }

  /// The thread that receives.
  @State(Scope.Thread)
  public static class Consumer {
    private DisruptorEnds.Receiver elements;

    /// Makes its end.
    @Setup
    public void open(DisruptorHandOff handOff) {
      elements = new DisruptorEnds.Receiver(handOff.queue);
    }

    /// Forgets what the last iteration left; nobody sends before all iterations have begun.
    @Setup(Level.Iteration)
    public void begin() throws InterruptedException {
      elements.drain();
    }
  }

  /// Sends an element that carries when it was due.
  @Benchmark
  @Group("atRate")
  public void produce(Producer producer, Schedule schedule, Control control) {
    if (control.startMeasurement) {
      producer.elements.send(schedule.awaitDue(), !control.stopMeasurement);
    }
  }

  /// Receives an element.
  @Benchmark
  @Group("atRate")
  public void consume(Consumer consumer, Percentiles percentiles, Control control)
      throws InterruptedException {
    long due = consumer.elements.receive(!control.stopMeasurement);
    if (due == Message.NONE) {
      return;
    }
    long nanos = System.nanoTime() - due;
    consumer.elements.done();
    if (!control.stopMeasurement) {
      percentiles.record(nanos);
    }
  }
}
