package io.forebay.input;

import io.forebay.coordination.Gauge;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.coordination.QueueRunnerBuilder;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a producer goes about it: everything has a default. Begun by [Producers], ended by [#in].
/// Values that cannot work are refused with [InvalidArgumentException]. Not thread-safe.
///
/// @param <T> what it becomes
public final class Producing<T> {
  private static final int DEFAULT_CAPACITY = 32;

  private final TensorSpec row;
  private final Function<? super Arena, Tensor> rows;
  private final Function<FifoQueue, T> result;
  private boolean hasGauge;
  private @Nullable String gaugeName;
  private @Nullable Integer numEpochs;
  private boolean shuffle = true;
  private @Nullable Long seed;
  private int capacity = DEFAULT_CAPACITY;
  private String sharedName = "";
  private String name = "input_producer";
  private @Nullable Operation cancelOperation;
  private boolean started;

  Producing(
      TensorSpec row,
      Function<? super Arena, Tensor> rows,
      boolean hasGauge,
      Function<FifoQueue, T> result) {
    this.row = row;
    this.rows = rows;
    this.hasGauge = hasGauge;
    this.result = result;
  }

  /// How often each row is produced, at least once; then the queue is closed. Default: without end.
  public Producing<T> numEpochs(int epochs) {
    numEpochs = Refusal.atLeast(1, "numEpochs", epochs);
    return this;
  }

  /// Whether each epoch is a new permutation, all of them equally likely; else it has the order of
  /// the input. Epochs never mix. Default: true.
  public Producing<T> shuffle(boolean yes) {
    shuffle = yes;
    return this;
  }

  /// Seed of the sequence of permutations. Default: a new one each time.
  public Producing<T> seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /// Elements that the queue holds, fewer than an epoch has or more; negative for no bound.
  /// Default: 32.
  public Producing<T> capacity(int elements) {
    capacity = Refusal.capacity(elements);
    return this;
  }

  /// The queue is that of this name in the pipeline's container: who shares it takes from the same
  /// one, and each element comes out once (I8). One producer should fill it, or all without an end:
  /// the first that comes to its end closes the queue, and with it cuts off the others, which fail
  /// with `CancelledException`. Default: a private one.
  public Producing<T> sharedName(String newName) {
    sharedName = Objects.requireNonNull(newName, "sharedName");
    return this;
  }

  /// Name of the queue; made unique in the pipeline. Default: `input_producer`.
  public Producing<T> name(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /// Name of the gauge that tells how full the queue is, within the name of the queue. Default:
  /// `fraction_of_<capacity>_full`; rows have none.
  public Producing<T> gauge(String newName) {
    gaugeName = Objects.requireNonNull(newName, "gauge");
    hasGauge = true;
    return this;
  }

  /// What runs when the coordinator stops. Default: [Operation#cancel] of the queue.
  public Producing<T> cancelOperation(Operation operation) {
    cancelOperation = Objects.requireNonNull(operation, "cancelOperation");
    return this;
  }

  /// Adds a queue, its runner with one thread, and its gauge to the pipeline, once. The producer
  /// begins when somebody starts the pipeline's runners.
  ///
  /// @throws InvalidArgumentException if another queue has the shared name
  public T in(Pipeline pipeline) {
    if (started) {
      throw new IllegalStateException("producer '" + name + "': in a pipeline (expected: once)");
    }
    started = true;
    String unique = pipeline.uniqueName(name);
    QueueConfig config = QueueConfig.of(capacity, row).withName(unique);
    FifoQueue queue = pipeline.container().fifoQueue(sharedName, config);
    try {
      pipeline.add(runner(queue, unique));
      if (hasGauge) {
        String gauge = unique + "/" + (gaugeName == null ? Fullness.name(queue) : gaugeName);
        pipeline.add(new Gauge(gauge, () -> Fullness.of(queue)));
      }
      return result.apply(queue);
    } catch (RuntimeException | Error e) {
      if (queue.sharedName().isEmpty()) {
        queue.free();
      }
      throw e;
    }
  }

  private QueueRunner runner(FifoQueue queue, String scope) {
    Long drawn = seed == null ? Long.valueOf(new SecureRandom().nextLong()) : seed;
    Operation epoch = new EpochRows(scope + "/epoch", queue, rows, shuffle ? drawn : null);
    QueueRunnerBuilder runner =
        QueueRunner.on(queue).operation(Producers.limitEpochs(epoch, numEpochs));
    if (cancelOperation != null) {
      runner.cancelOperation(cancelOperation);
    }
    return runner.build();
  }
}
