package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.util.List;

/// Makes the generator in every worker process of a [GeneratorEnqueuer]. What is told of
/// implementations at [SequenceFactory] holds for these as well.
public interface GeneratorFactory {
  /// A new generator. Tensors that it returns are copied before the next call, so it may use them
  /// again. Called once a process.
  ///
  /// @param args as in [ProcessConfig]
  /// @param seed the enqueuer's seed plus the number of the worker, from 0 on (K22)
  /// @throws Exception if it cannot be made; it reaches the consumer
  Generator<Tensor[]> create(List<String> args, long seed) throws Exception;
}
