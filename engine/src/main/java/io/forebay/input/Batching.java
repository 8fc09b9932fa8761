package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Pipeline;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.QueueContainer;
import io.forebay.tensor.Shape;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an input is batched: everything but [#batchSize] has a default. Begun by [Input], ended by
/// [#start], which gives it threads of its own, or by [#in(Pipeline)]. Values that cannot work are
/// refused with [InvalidArgumentException]. Not thread-safe.
public final class Batching {
  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  private final List<Examples<?>> examples;
  private final boolean joined;
  private final QueueSettings settings;
  private int batchSize;
  private int workers = 1;
  private boolean smallerFinalBatch;
  private String name;
  private @Nullable Coordinator coordinator;
  private Duration closeGrace = Duration.ofSeconds(10);
  private int[] cpus = {};
  private boolean started;

  /// @param joined whether each examples have one worker, or all workers the only one
  Batching(String name, List<? extends Examples<?>> examples, boolean joined, boolean shuffled) {
    this.name = name;
    this.examples = List.copyOf(examples);
    this.joined = joined;
    this.settings = new QueueSettings(shuffled);
  }

  /// Elements in a batch, at least 1; may be more than the capacity, which costs a copy.
  public Batching batchSize(int elements) {
    batchSize = Refusal.atLeast(1, "batchSize", elements);
    return this;
  }

  /// Elements that the queue holds; negative for no bound. Batches in order are free of copies from
  /// twice the batch size on, if their elements have a fixed size. Default: 32.
  public Batching capacity(int elements) {
    settings.capacity = Refusal.capacity(elements);
    return this;
  }

  /// Threads that read the source and fill the queue. With more than one the order is not that of
  /// the source. Not for a join, where each source has one thread (B3). Default: 1.
  public Batching workers(int threads) {
    if (joined) {
      throw Refusal.of("workers", threads, "not set, each joined source has one");
    }
    workers = Refusal.atLeast(1, "workers", threads);
    return this;
  }

  /// Elements that stay behind when a shuffled batch is drawn, while the input lasts: the more, the
  /// better mixed. Below the capacity (B15). Default: half the capacity.
  public Batching minAfterDequeue(int elements) {
    requireShuffled("minAfterDequeue", elements);
    settings.minAfterDequeue = Refusal.atLeast(0, "minAfterDequeue", elements);
    return this;
  }

  /// Seed of a shuffled input. Default: a new one each time, see [BatchReader#shuffle].
  public Batching seed(long newSeed) {
    requireShuffled("seed", newSeed);
    settings.seed = newSeed;
    return this;
  }

  /// Whether the same seed gives the same order of a shuffled input, run after run. Needs one
  /// worker, and draws only from a full queue. Default: false.
  public Batching deterministic(boolean yes) {
    requireShuffled("deterministic", yes);
    settings.deterministic = yes;
    return this;
  }

  /// Shapes of one element, a component each, instead of those that the examples tell (B9); they
  /// must be compatible with them.
  public Batching shapes(Shape... ofOneElement) {
    settings.shapes = List.of(ofOneElement);
    return this;
  }

  /// Whether dimensions may be unknown; a batch is then padded to its largest element (B10). Not
  /// for a shuffled input (B1). Default: false.
  public Batching dynamicPad(boolean yes) {
    if (settings.shuffled) {
      throw Refusal.of("dynamicPad", yes, "not set, the input is shuffled");
    }
    settings.dynamicPad = yes;
    return this;
  }

  /// Whether elements left over at the end, fewer than the batch size, make a last batch; else they
  /// are never delivered (B5). Default: false.
  public Batching allowSmallerFinalBatch(boolean yes) {
    smallerFinalBatch = yes;
    return this;
  }

  /// The queue is that of this name in the pipeline's container, see [QueueContainer]. Default: a
  /// private one.
  public Batching sharedName(String newName) {
    settings.sharedName = Objects.requireNonNull(newName, "sharedName");
    return this;
  }

  /// Name of the queue, in thread names, messages and of gauges; in a pipeline made unique.
  /// Default: that of the function in TensorFlow, for example `shuffle_batch_join`.
  public Batching name(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /// How its threads wait for one another. Default: [Waiting#parking].
  public Batching waiting(Waiting newWaiting) {
    settings.waiting = Objects.requireNonNull(newWaiting, "waiting");
    return this;
  }

  /// Which memory the queue uses. Default: [MemoryPolicy#BEST].
  public Batching memory(MemoryPolicy newMemory) {
    settings.memory = Objects.requireNonNull(newMemory, "memory");
    return this;
  }

  /// The most bytes that elements without a fixed size, or without a bound on their number, may
  /// take, see [io.forebay.queue.QueueConfig#withByteBudget]. Default: no limit.
  public Batching byteBudget(long bytes) {
    if (bytes < 1) {
      throw Refusal.of("byteBudget", bytes, "at least 1");
    }
    settings.byteBudget = bytes;
    return this;
  }

  /// The coordinator that stops the workers, together with whatever else it stops; closing the
  /// reader requests its stop. Not for an input in a pipeline. Default: one of its own.
  public Batching coordinator(Coordinator newCoordinator) {
    coordinator = Objects.requireNonNull(newCoordinator, "coordinator");
    return this;
  }

  /// Worker i is bound to CPU `cpus[i % cpus.length]`. Where that cannot be, it runs unbound, and
  /// [BatchReader#pinning] says why. Default: none.
  public Batching cpus(int... numbers) {
    cpus = numbers.clone();
    return this;
  }

  /// How long closing the reader waits for workers at most. Default: 10 seconds.
  public Batching closeGrace(Duration grace) {
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw Refusal.of("closeGrace", grace, "0 to " + LONGEST_GRACE);
    }
    closeGrace = grace;
    return this;
  }

  /// Starts the workers, once. The reader owns the sources; if the start fails, they are closed.
  ///
  /// @throws InvalidArgumentException if the values do not go together
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory cannot be had
  public BatchReader start() {
    requireFirst();
    BatchReader reader = plan().orCloseSources(this::newReader);
    try {
      reader.startWorkers();
      return reader;
    } catch (RuntimeException | Error e) {
      try (reader) {
        throw e;
      }
    }
  }

  /// Adds queue, runner and gauge to the pipeline, once; the workers wait until somebody starts its
  /// runners. The pipeline's close closes the reader, which owns the sources; if this fails, they
  /// are closed.
  ///
  /// @throws InvalidArgumentException if the values do not go together, or another queue has the
  ///   shared name
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory cannot be had
  public BatchReader in(Pipeline pipeline) {
    requireFirst();
    return plan().orCloseSources(plan -> addTo(pipeline, plan));
  }

  private BatchReader newReader(InputPlan plan) {
    if (!settings.sharedName.isEmpty()) {
      throw Refusal.of("sharedName", settings.sharedName, "not set, or an input in a pipeline");
    }
    Coordinator stops = coordinator == null ? new Coordinator() : coordinator;
    return plan.open(name, new QueueContainer(name), stops, "", (reader, runner) -> {});
  }

  private BatchReader addTo(Pipeline pipeline, InputPlan plan) {
    if (coordinator != null) {
      throw Refusal.of(
          "coordinator", coordinator, "not set, runners in a pipeline are given theirs");
    }
    String unique = pipeline.uniqueName(name);
    return plan.open(
        unique,
        pipeline.container(),
        null,
        unique + "/",
        (reader, runner) -> {
          pipeline.add(runner);
          pipeline.add(Fullness.gauge(unique, reader.queue()));
          pipeline.onClose(reader::close);
        });
  }

  private InputPlan plan() {
    return new InputPlan(
        examples, joined, settings, batchSize, workers, smallerFinalBatch, cpus, closeGrace);
  }

  private void requireFirst() {
    if (started) {
      throw new IllegalStateException("input '" + name + "': started (expected: only once)");
    }
    started = true;
  }

  private void requireShuffled(String what, Object value) {
    if (!settings.shuffled) {
      throw Refusal.of(what, value, "not set, the input is not shuffled");
    }
  }
}
