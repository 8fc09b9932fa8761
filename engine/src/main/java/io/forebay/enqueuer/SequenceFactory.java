package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.util.List;

/// Makes the sequence in every worker process of an [OrderedEnqueuer], and one in its own process.
///
/// An implementation is a public class with a public constructor without parameters; if it is in a
/// named module, in an exported package. In a worker process the class path is the whole program's
/// and `System.in` is empty; what is printed goes to the parent's `System.err`. The process ends at
/// once, without shutdown hooks, when the enqueuer is stopped or its process has ended. On systems
/// without `/proc`, processes that it starts itself must not inherit its input and output.
public interface SequenceFactory {
  /// A new sequence. Tensors that it returns are copied before the next call, so it may use them
  /// again. Called once a process.
  ///
  /// @param args as in [ProcessConfig]
  /// @throws Exception if it cannot be made; it reaches the consumer
  Sequence<Tensor[]> create(List<String> args) throws Exception;
}
