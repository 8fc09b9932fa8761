package io.forebay.jmh.shuffle;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.queue.Batch;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Our shuffle queue, half of which stays to be drawn from, with its default waiting.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=8g")
public class ForebayShuffle {
  static final Wait SOON = Wait.atMost(Duration.ofMillis(100));

  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements put in together; one where they are lent.
  @Param("64")
  public int run;

  /// Elements drawn together.
  @Param("64")
  public int batch;

  /// Elements that the queue holds.
  @Param("4096")
  public int capacity;

  /// How elements come in: `copy`, written elsewhere and copied; `place`, written in their slots;
  /// `borrow`, lent where they lie, and not written by the benchmark, as tf.data takes its source.
  @Param("place")
  public String mode;

  private ShuffleQueue queue;
  private int words;

  /// A way in.
  interface Entrance extends AutoCloseable {
    /// Puts a run in; false if there was no room for it in 100 ms.
    boolean enqueue() throws InterruptedException;

    @Override
    default void close() {}
  }

  /// A producer's way in.
  @State(Scope.Thread)
  public static class Producer {
    private Entrance entrance;

    /// Opens it.
    @Setup
    public void open(ForebayShuffle shuffle) {
      entrance = shuffle.entrance(shuffle.queue);
    }

    /// Closes it.
    @TearDown
    public void close() throws Exception {
      entrance.close();
    }
  }

  /// A consumer's batch.
  @State(Scope.Thread)
  public static class Consumer {
    private Batch drawn;

    /// Makes the batch.
    @Setup
    public void open(ForebayShuffle shuffle) {
      drawn = shuffle.queue.newBatch(shuffle.batch);
    }
  }

  /// Takes the queue of these parameters; at first it is full, so that its pages are touched.
  @Setup
  public void open() {
    words = Kernels.words(bytes);
    queue =
        Kept.get(
            String.join(" ", "shuffle", "" + bytes, "" + run, "" + batch, "" + capacity, mode),
            this::full);
  }

  private ShuffleQueue full() {
    QueueConfig config = QueueConfig.of(capacity, TensorSpec.of(DType.INT64, words));
    var made =
        new ShuffleQueue(
            mode.equals("borrow") ? config.withPooledStorage() : config,
            ShuffleConfig.of(capacity / 2).withSeed(1));
    try (Entrance entrance = entrance(made)) {
      for (int filled = 0; filled <= capacity - run; filled += run) {
        entrance.enqueue();
      }
    } catch (Exception e) {
      throw new IllegalStateException("could not fill the queue", e);
    }
    return made;
  }

  private Entrance entrance(ShuffleQueue into) {
    return switch (mode) {
      case "copy" -> new Copying(into, run, words);
      case "place" -> new InPlace(into, run, words);
      case "borrow" ->
          new Lending(
              into,
              Kept.get(
                  "lent " + bytes + " " + capacity, () -> Lending.elements(2 * capacity, words)));
      default ->
          throw new IllegalArgumentException(
              "mode: " + mode + " (expected: copy, place or borrow)");
    };
  }

  /// Puts a run in.
  @Benchmark
  @Group("handOver")
  public void produce(Producer producer, Elements elements) throws InterruptedException {
    if (!producer.entrance.enqueue()) {
      elements.refused++;
    }
  }

  /// Draws a batch and reads it.
  @Benchmark
  @Group("handOver")
  public void consume(Consumer consumer, Elements elements, Blackhole hole)
      throws InterruptedException {
    Batch drawn = consumer.drawn;
    if (!queue.dequeueMany(drawn, SOON)) {
      elements.refused++;
      return;
    }
    hole.consume(Kernels.sum(drawn.component(0), batch * words));
    elements.elements += batch;
    drawn.close();
  }
}
