package io.forebay.input;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.QueueRunner;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.TensorQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All that was asked of an input, and how its parts are put together.
///
/// @param joined whether each examples have one worker, or all workers the only one
record InputPlan(
    List<Examples<?>> examples,
    boolean joined,
    QueueSettings settings,
    int batchSize,
    int workers,
    boolean smallerFinalBatch,
    int[] cpus,
    Duration closeGrace) {

  /// Makes the reader; if that fails, the sources are closed.
  BatchReader orCloseSources(Function<InputPlan, BatchReader> making) {
    try {
      requireValid();
      return making.apply(this);
    } catch (RuntimeException | Error e) {
      Sources sources = new Sources(examples);
      sources.close();
      if (sources.error() != null) {
        e.addSuppressed(sources.error());
      }
      throw e;
    }
  }

  /// A reader of a new queue, or of one that is shared, its workers, and what is to become of them.
  ///
  /// @param own of threads that are the input's own, or null
  /// @param scope in front of the names of operations
  BatchReader open(
      String name,
      QueueContainer container,
      @Nullable Coordinator own,
      String scope,
      BiConsumer<BatchReader, QueueRunner> then) {
    TensorQueue queue = settings.open(name, examples, container);
    try {
      InputRun run = new InputRun(queue, examples, own);
      BatchReader reader = new BatchReader(run, batchSize, smallerFinalBatch, closeGrace);
      then.accept(reader, run.employ(newWorkers(run, scope), scope, cpus));
      return reader;
    } catch (RuntimeException | Error e) {
      if (queue.sharedName().isEmpty()) {
        queue.free();
      }
      throw e;
    }
  }

  private List<Worker<?>> newWorkers(InputRun run, String scope) {
    List<Worker<?>> all = new ArrayList<>();
    for (int i = 0; i < workerCount(); i++) {
      all.add(new Worker<>(scope + "worker-" + i, run, examples.get(joined ? i : 0)));
    }
    return all;
  }

  private int workerCount() {
    return joined ? examples.size() : workers;
  }

  private void requireValid() {
    Refusal.atLeast(1, "batchSize", batchSize);
    if (settings.deterministic && workerCount() > 1) {
      throw Refusal.of("workers", workerCount(), "1, since the order is to be deterministic");
    }
  }
}
