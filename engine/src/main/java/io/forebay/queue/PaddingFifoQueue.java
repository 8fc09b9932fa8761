package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.TensorSpec;

/// First in, first out, for elements whose shapes differ in dimensions declared unknown. Stacked,
/// each such dimension becomes the largest of the batch; elements sit at low indices, the rest is
/// zero, or the empty string (D4). Alone, an element has its own shape (D3).
///
/// Elements lie in pooled memory, see [QueueConfig#withPooledStorage]; a batch of several rows is a
/// copy.
public final class PaddingFifoQueue extends TensorQueue {
  /// A new queue; memory is taken as elements come in.
  ///
  /// @throws InvalidArgumentException if the rank of a component is not known (D1)
  public PaddingFifoQueue(QueueConfig config) {
    requireRanks(config);
    super(
        config.withPooledStorage(),
        PooledParts.build(config, Drawing.inOrder(config.capacity()), ArrivalOrder::new));
  }

  private static void requireRanks(QueueConfig config) {
    for (TensorSpec component : config.element().components()) {
      if (!component.shape().isRankKnown()) {
        throw new InvalidArgumentException(
            "component "
                + component
                + " (expected: a shape of known rank; a list of shapes must be provided)");
      }
    }
  }
}
