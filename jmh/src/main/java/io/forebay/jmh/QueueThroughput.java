package io.forebay.jmh;

import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BusySpinIdleStrategy;
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
import org.openjdk.jmh.infra.Blackhole;

/// How many elements of 64 bytes a second go from one producer to one consumer, written in place
/// and read from the batch. Read `taken`: elements that arrived; `refused` counts calls that ran
/// out of time, so that no side hangs when the other ends, and is no throughput.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueueThroughput {
  private static final int LONGS = 8;
  private static final Wait SOON = Wait.atMost(Duration.ofMillis(100));

  @Param({"fifo", "shuffle"})
  String queue;

  /// Elements claimed and taken together.
  @Param({"1", "64"})
  int run;

  /// How both sides wait.
  @Param({"parking", "spinning"})
  String waiting;

  @Param({"4096"})
  int capacity;

  private TensorQueue target;
  private Claim claim;
  private Batch batch;

  /// What went through.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Elements {
    /// Elements that arrived.
    public long taken;

    /// Calls that ran out of time.
    public long refused;
  }

  /// Makes the queue and the handles of both sides.
  @Setup
  public void open() {
    QueueConfig config =
        QueueConfig.of(capacity, TensorSpec.of(DType.INT64, LONGS))
            .withWaiting(
                waiting.equals("parking")
                    ? Waiting.parking()
                    : Waiting.idling(() -> BusySpinIdleStrategy.INSTANCE));
    target =
        queue.equals("fifo")
            ? new FifoQueue(config)
            : new ShuffleQueue(config, ShuffleConfig.of(capacity / 2).withSeed(1));
    claim = target.newClaim(run);
    batch = target.newBatch(run);
  }

  /// Frees the queue.
  @TearDown
  public void free() {
    target.free();
  }

  /// Claims a run and writes it.
  @Benchmark
  @Group("handOver")
  public void produce(Elements elements) throws InterruptedException {
    if (!target.claim(claim, SOON)) {
      elements.refused++;
      return;
    }
    for (int row = 0; row < run; row++) {
      var values = claim.element(row).component(0);
      for (int i = 0; i < LONGS; i++) {
        values.setLong(i, row + i);
      }
    }
    claim.publish();
  }

  /// Takes a run and reads it.
  @Benchmark
  @Group("handOver")
  public void consume(Elements elements, Blackhole hole) throws InterruptedException {
    if (!target.dequeueMany(batch, SOON)) {
      elements.refused++;
      return;
    }
    long sum = 0;
    var values = batch.component(0);
    for (int i = 0; i < run * LONGS; i++) {
      sum += values.getLong(i);
    }
    hole.consume(sum);
    elements.taken += run;
    batch.close();
  }
}
