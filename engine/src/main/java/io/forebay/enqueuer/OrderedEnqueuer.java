package io.forebay.enqueuer;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Delivers the items of a [Sequence] in order, epoch after epoch without an end, whatever the
/// number of workers (K9, K10).
///
/// No item of an epoch is loaded before the last one of the epoch before was taken and
/// [Sequence#onEpochEnd] has returned, which is called on a thread of the enqueuer (K11).
///
/// @param <T> the type of an item
public final class OrderedEnqueuer<T> extends Enqueuer<T> {
  /// How the runs are made; it is not an inner class, so it does not know the enqueuer.
  private sealed interface Items<T> {
    Run<T> newRun(String name, int workers, Permits permits, @Nullable RandomGenerator random);
  }

  private final Items<T> items;
  private final @Nullable SplittableRandom
      seeds; // a run gets one of its own; starts use it in turn

  private OrderedEnqueuer(Items<T> items, @Nullable SplittableRandom seeds) {
    this.items = items;
    this.seeds = seeds;
  }

  /// Of a sequence whose items threads of this process load.
  public static <T> OrderedEnqueuer<T> of(Sequence<T> sequence) {
    return new OrderedEnqueuer<>(new InThreads<>(sequence), null);
  }

  /// Of sequences whose items are loaded by processes, one a worker (K23); the tensors lie in
  /// memory that is shared with them. A worker process that dies is a failure, see
  /// [WorkerProcessException]; an exception in one is thrown here as one of the same class, if that
  /// can be made from a message.
  ///
  /// Every process has a sequence of its own, this one as well: it is asked for the length, and
  /// told of the end of an epoch before the others are.
  public static OrderedEnqueuer<Tensor[]> useMultiprocessing(
      ProcessConfig<SequenceFactory> processes) {
    return new OrderedEnqueuer<>(new InProcesses(processes), null);
  }

  /// Of the same items, but shuffled anew at the beginning of every epoch, each time in another
  /// order.
  public OrderedEnqueuer<T> shuffled() {
    return new OrderedEnqueuer<>(items, new SplittableRandom());
  }

  /// Of the same items, but shuffled anew at the beginning of every epoch (K8); the seed makes the
  /// orders: those from the first start on, and the others from every further one on.
  public OrderedEnqueuer<T> shuffled(long seed) {
    return new OrderedEnqueuer<>(items, new SplittableRandom(seed));
  }

  @Override
  Run<T> newRun(int workers, Permits permits) {
    return items.newRun(name(), workers, permits, seeds == null ? null : seeds.split());
  }

  private static Order order(String name, Sequence<?> sequence, @Nullable RandomGenerator random) {
    int length = sequence.length();
    if (length < 1) { // K12
      throw new InvalidArgumentException(name + ": length: " + length + " (expected: at least 1)");
    }
    return new Order(length, random);
  }

  private record InThreads<T>(Sequence<T> sequence) implements Items<T> {
    @Override
    public Run<T> newRun(
        String name, int workers, Permits permits, @Nullable RandomGenerator random) {
      Order order = order(name, sequence, random);
      Epochs epochs = new Epochs(order, permits, sequence::onEpochEnd);
      Loader<T> loader = (worker, number) -> Outcome.of(sequence.get(order.indexOf(number)));
      return new Run<>(name, workers, permits, loader, epochs);
    }
  }

  private record InProcesses(ProcessConfig<SequenceFactory> config) implements Items<Tensor[]> {
    @Override
    public Run<Tensor[]> newRun(
        String name, int workers, Permits permits, @Nullable RandomGenerator random) {
      Sequence<Tensor[]> own = ownSequence(config.newFactory(), config.args());
      Order order = order(name, own, random);
      ProcessLoader loader = ProcessLoader.ofSequences(name, workers, config, order::indexOf);
      Epochs epochs =
          new Epochs(
              order,
              permits,
              () -> {
                own.onEpochEnd();
                loader.endEpoch();
              });
      return new Run<>(name, workers, permits, loader, epochs);
    }

    private static Sequence<Tensor[]> ownSequence(SequenceFactory factory, List<String> args) {
      try {
        return factory.create(args);
      } catch (Exception e) {
        throw EnqueuerException.unchecked(e);
      }
    }
  }
}
