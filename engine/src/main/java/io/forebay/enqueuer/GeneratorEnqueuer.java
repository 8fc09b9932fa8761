package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.security.SecureRandom;

/// Delivers the items of a [Generator]. With one worker they come in order; with more, each once,
/// but in any order (K18).
///
/// When a generator ends, all items before its end are delivered, then the iterators end; the
/// enqueuer stays running, idle, until it is stopped (K20).
///
/// @param <T> the type of an item
public final class GeneratorEnqueuer<T> extends Enqueuer<T> {
  /// How the loaders of runs are made; it is not an inner class, so it does not know the enqueuer.
  private sealed interface Items<T> {
    Loader<T> newLoader(String name, int workers);
  }

  private final Items<T> items;

  private GeneratorEnqueuer(Items<T> items) {
    this.items = items;
  }

  /// Of a generator that threads of this process share: one at a time is in it. A further start
  /// goes on with it where the last run left it. What it throws for good is thrown to every run.
  public static <T> GeneratorEnqueuer<T> of(Generator<T> generator) {
    return new GeneratorEnqueuer<>(new InThreads<>(new SharedGenerator<>(generator)));
  }

  /// As [#useMultiprocessing(ProcessConfig, long)] with another seed each time.
  public static GeneratorEnqueuer<Tensor[]> useMultiprocessing(
      ProcessConfig<GeneratorFactory> processes) {
    return useMultiprocessing(processes, new SecureRandom().nextLong());
  }

  /// Of generators in processes, one a worker, each of which makes all of its items: equal ones
  /// come as often as there are workers (K22). The tensors lie in memory that is shared with the
  /// processes. A worker process that dies is a failure, see [WorkerProcessException]; an exception
  /// in one is thrown here as one of the same class, if that can be made from a message. The
  /// iterators end when all generators have.
  ///
  /// @param seed what is handed to the generators is this plus the number of the worker
  public static GeneratorEnqueuer<Tensor[]> useMultiprocessing(
      ProcessConfig<GeneratorFactory> processes, long seed) {
    return new GeneratorEnqueuer<>(new InProcesses(processes, seed));
  }

  @Override
  Run<T> newRun(int workers, Permits permits) {
    return new Run<>(name(), workers, permits, items.newLoader(name(), workers), null);
  }

  private record InThreads<T>(SharedGenerator<T> generator) implements Items<T> {
    @Override
    public Loader<T> newLoader(String name, int workers) {
      return (worker, number) -> generator.next();
    }
  }

  private record InProcesses(ProcessConfig<GeneratorFactory> config, long seed)
      implements Items<Tensor[]> {
    @Override
    public Loader<Tensor[]> newLoader(String name, int workers) {
      return ProcessLoader.ofGenerators(name, workers, config, seed);
    }
  }
}
