package io.forebay.enqueuer;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;

/// Where a worker process gets its items from: the user's sequence or generator.
sealed interface WorkerItems {
  /// The item with that index.
  Outcome<Tensor[]> load(int index) throws Exception;

  /// The epoch is over.
  void endEpoch() throws Exception;

  /// Made by the factory that the greeting names.
  static WorkerItems of(Wire.Greeting greeting) throws Exception {
    Object factory = Class.forName(greeting.factory()).getConstructor().newInstance();
    return greeting.sequence()
        ? new OfSequence(((SequenceFactory) factory).create(greeting.args()))
        : new OfGenerator(((GeneratorFactory) factory).create(greeting.args(), greeting.seed()));
  }

  /// The items of a sequence.
  record OfSequence(Sequence<Tensor[]> sequence) implements WorkerItems {
    @Override
    public Outcome<Tensor[]> load(int index) throws Exception {
      return Outcome.of(sequence.get(index));
    }

    @Override
    public void endEpoch() throws Exception {
      sequence.onEpochEnd();
    }
  }

  /// The items of a generator, which has neither indices nor epochs.
  record OfGenerator(Generator<Tensor[]> generator) implements WorkerItems {
    @Override
    public Outcome<Tensor[]> load(int index) throws Exception {
      try {
        return Outcome.of(generator.next());
      } catch (OutOfRangeException end) {
        return new Outcome.Ended<>();
      }
    }

    @Override
    public void endEpoch() {}
  }
}
