package io.forebay.jmh.fifo;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;

/// Our FIFO queue: elements are written in place (claim) and read in place (window), `run` at a
/// time on both sides.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=8g")
public class ForebayFifo {
  private static final int MOST = 64;
  private static final Wait SOON = Wait.atMost(Duration.ofMillis(100));

  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements handed over together.
  @Param({"1", "64"})
  public int run;

  /// Elements that the queue holds.
  @Param("4096")
  public int capacity;

  /// How elements are taken: `run`, exactly so many together; `available`, what is there, up to 64,
  /// as the peers' consumers do.
  @Param("run")
  public String take;

  /// `single`: the queue is told when it has one producer, as the Disruptor is; `any`: it is not.
  @Param("single")
  public String producers;

  /// How both sides wait.
  @Param({"spin", "parking"})
  public String waiting;

  private FifoQueue queue;
  private int words;
  private boolean available;

  /// A producer's claim.
  @State(Scope.Thread)
  public static class Producer {
    private Claim claim;
    private long value;

    /// Makes the claim.
    @Setup
    public void open(ForebayFifo fifo) {
      claim = fifo.queue.newClaim(fifo.run);
    }
  }

  /// A consumer's batch.
  @State(Scope.Thread)
  public static class Consumer {
    private Batch batch;

    /// Makes the batch.
    @Setup
    public void open(ForebayFifo fifo) {
      batch = fifo.queue.newBatch(fifo.available ? MOST : fifo.run);
    }
  }

  /// Takes the queue of these parameters; at first it is full once, so that its pages are touched.
  @Setup
  public void open(BenchmarkParams params) {
    // JMH sorts the methods of a group by name: consume, produce
    boolean single = producers.equals("single") && params.getThreadGroups()[1] == 1;
    words = Kernels.words(bytes);
    available = take.equals("available");
    queue =
        Kept.get(
            String.join(" ", "fifo", "" + bytes, "" + capacity, waiting, "" + single),
            () -> new FifoQueue(single ? config().withSingleProducer() : config()));
  }

  private QueueConfig config() {
    return QueueConfig.of(capacity, TensorSpec.of(DType.INT64, words))
        .withWaiting(
            waiting.equals(Retrying.PARKING)
                ? Waiting.parking()
                : Waiting.idling(() -> Retrying.strategy(waiting)));
  }

  /// Claims a run and writes it.
  @Benchmark
  @Group("handOver")
  public void produce(Producer producer, Elements elements) throws InterruptedException {
    Claim claim = producer.claim;
    if (!queue.claim(claim, SOON)) {
      elements.refused++;
      return;
    }
    long value = producer.value;
    int rows = claim.rows();
    if (rows > 1 && claim.isContiguous()) {
      Kernels.writeRows(claim.component(0), rows, words, value);
    } else {
      for (int row = 0; row < rows; row++) {
        Kernels.write(claim.element(row).component(0), words, value + row);
      }
    }
    producer.value = value + rows;
    claim.publish();
  }

  /// Takes a run and reads it.
  @Benchmark
  @Group("handOver")
  public void consume(Consumer consumer, Elements elements, Blackhole hole)
      throws InterruptedException {
    Batch batch = consumer.batch;
    boolean taken =
        available
            ? queue.dequeueAvailable(batch, Duration.ZERO, SOON)
            : queue.dequeueMany(batch, SOON);
    if (!taken) {
      elements.refused++;
      return;
    }
    hole.consume(Kernels.sum(batch.component(0), batch.rows() * words));
    elements.elements += batch.rows();
    batch.close();
  }
}
