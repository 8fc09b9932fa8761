package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How an input is batched: everything but [#batchSize] has a default. Begun by [Input], ended by
/// [#start]. Values that cannot work are refused. Not thread-safe.
///
/// @param <R> the type of a record
public final class Batching<R> {
  private static final int DEFAULT_CAPACITY = 32;
  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  private final Source<R> source;
  private final ElementSpec element;
  private final Feed.Maker<R> feeds;
  private final boolean shuffled;
  private int batchSize;
  private int capacity = DEFAULT_CAPACITY;
  private int workers = 1;
  private int minAfterDequeue = -1;
  private @Nullable Long seed;
  private boolean deterministic;
  private boolean smallerFinalBatch;
  private @Nullable Predicate<? super R> keepInput;
  private String name;
  private Waiting waiting = Waiting.parking();
  private MemoryPolicy memory = MemoryPolicy.BEST;
  private @Nullable Coordinator coordinator;
  private Duration closeGrace = Duration.ofSeconds(10);
  private int[] cpus = {};
  private boolean started;

  Batching(Source<R> source, ElementSpec element, Feed.Maker<R> feeds, boolean shuffled) {
    this.source = Objects.requireNonNull(source, "source");
    this.element = Objects.requireNonNull(element, "element");
    this.feeds = feeds;
    this.shuffled = shuffled;
    this.name = shuffled ? "shuffle_batch" : "batch";
  }

  /// Elements in a batch, at least 1; may be more than the capacity, which costs a copy.
  public Batching<R> batchSize(int elements) {
    batchSize = atLeast(1, "batchSize", elements);
    return this;
  }

  /// Elements that the queue holds. Batches in order are free of copies from twice the batch size
  /// on. Default: 32.
  public Batching<R> capacity(int elements) {
    capacity = atLeast(1, "capacity", elements);
    return this;
  }

  /// Threads that read the source and fill the queue. With more than one the order is not that of
  /// the source. Default: 1.
  public Batching<R> workers(int threads) {
    workers = atLeast(1, "workers", threads);
    return this;
  }

  /// Elements that stay behind when a shuffled batch is drawn, while the input lasts: the more, the
  /// better mixed. Default: half the capacity.
  public Batching<R> minAfterDequeue(int elements) {
    requireShuffled("minAfterDequeue", elements);
    minAfterDequeue = atLeast(0, "minAfterDequeue", elements);
    return this;
  }

  /// Seed of a shuffled input. Default: a new one each time, see [BatchReader#shuffle].
  public Batching<R> seed(long newSeed) {
    requireShuffled("seed", newSeed);
    seed = newSeed;
    return this;
  }

  /// Whether the same seed gives the same order of a shuffled input, run after run. Needs one
  /// worker, and draws only from a full queue. Default: false.
  public Batching<R> deterministic(boolean yes) {
    requireShuffled("deterministic", yes);
    deterministic = yes;
    return this;
  }

  /// Whether elements left over at the end, fewer than the batch size, make a last batch; else they
  /// are never delivered (B5). Default: false.
  public Batching<R> allowSmallerFinalBatch(boolean yes) {
    smallerFinalBatch = yes;
    return this;
  }

  /// Which records are enqueued; the others are read and dropped (B12). All workers call it.
  /// Default: all.
  public Batching<R> keepInput(Predicate<? super R> keep) {
    keepInput = Objects.requireNonNull(keep, "keepInput");
    return this;
  }

  /// Name of the queue, in thread names and messages. Default: `batch` or `shuffle_batch`.
  public Batching<R> name(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /// How its threads wait for one another. Default: [Waiting#parking].
  public Batching<R> waiting(Waiting newWaiting) {
    waiting = Objects.requireNonNull(newWaiting, "waiting");
    return this;
  }

  /// Which memory the queue uses. Default: [MemoryPolicy#BEST].
  public Batching<R> memory(MemoryPolicy newMemory) {
    memory = Objects.requireNonNull(newMemory, "memory");
    return this;
  }

  /// The coordinator that stops the workers, together with whatever else it stops; closing the
  /// reader requests its stop. Default: one of its own.
  public Batching<R> coordinator(Coordinator newCoordinator) {
    coordinator = Objects.requireNonNull(newCoordinator, "coordinator");
    return this;
  }

  /// Worker i is bound to CPU `cpus[i % cpus.length]`. Where that cannot be, it runs unbound, and
  /// [BatchReader#pinning] says why. Default: none.
  public Batching<R> cpus(int... numbers) {
    cpus = numbers.clone();
    return this;
  }

  /// How long closing the reader waits for workers at most. Default: 10 seconds.
  public Batching<R> closeGrace(Duration grace) {
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw wrong("closeGrace", grace, "0 to " + LONGEST_GRACE);
    }
    closeGrace = grace;
    return this;
  }

  /// Starts the workers, once. The reader owns the source; if the start fails, the source is
  /// closed.
  ///
  /// @throws InvalidArgumentException if the values do not go together
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory cannot be had
  public BatchReader start() {
    if (started) {
      throw new IllegalStateException("input '" + name + "': started (expected: only once)");
    }
    started = true;
    Pipeline pipeline;
    BatchReader reader;
    try {
      requireValid();
      ShuffleConfig shuffle = shuffled ? shuffle() : null;
      Coordinator stops = coordinator == null ? new Coordinator() : coordinator;
      pipeline = new Pipeline(queue(shuffle), stops, source);
      reader = reader(pipeline, shuffle);
    } catch (RuntimeException | Error e) {
      closeSource(e);
      throw e;
    }
    try {
      pipeline.start(workers(pipeline), cpus);
      return reader;
    } catch (RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  private BatchReader reader(Pipeline pipeline, @Nullable ShuffleConfig shuffle) {
    try {
      return new BatchReader(pipeline, batchSize, smallerFinalBatch, shuffle, closeGrace);
    } catch (RuntimeException | Error e) {
      pipeline.queue().free();
      throw e;
    }
  }

  private List<Worker<R>> workers(Pipeline pipeline) {
    return IntStream.range(0, workers)
        .mapToObj(i -> new Worker<>("worker-" + i, pipeline, source, feeds, keepInput))
        .toList();
  }

  private TensorQueue queue(@Nullable ShuffleConfig shuffle) {
    QueueConfig config =
        QueueConfig.of(capacity, element).withName(name).withWaiting(waiting).withMemory(memory);
    return shuffle == null ? new FifoQueue(config) : new ShuffleQueue(config, shuffle);
  }

  private ShuffleConfig shuffle() {
    ShuffleConfig config = ShuffleConfig.of(leftBehind()).withDeterministic(deterministic);
    return seed == null ? config : config.withSeed(seed);
  }

  private int leftBehind() {
    return minAfterDequeue < 0 ? capacity / 2 : minAfterDequeue;
  }

  private void requireValid() {
    atLeast(1, "batchSize", batchSize);
    if (shuffled && leftBehind() >= capacity) {
      throw wrong("minAfterDequeue", leftBehind(), "below the capacity, " + capacity);
    }
    if (deterministic && workers > 1) {
      throw wrong("workers", workers, "1, since the order is to be deterministic");
    }
  }

  private void requireShuffled(String what, Object value) {
    if (!shuffled) {
      throw wrong(what, value, "not set, the input is not shuffled");
    }
  }

  private void closeSource(Throwable failure) {
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw wrong(what, value, "at least " + least);
    }
    return value;
  }

  private static InvalidArgumentException wrong(String what, Object value, String rule) {
    return new InvalidArgumentException(what + ": " + value + " (expected: " + rule + ")");
  }
}
