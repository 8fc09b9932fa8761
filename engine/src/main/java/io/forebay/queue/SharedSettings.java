package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What those who share a queue must agree on.
///
/// @param kind of queue
/// @param config its settings, as the caller gave them
/// @param shuffle how a shuffle queue draws; null for the other kinds
record SharedSettings(
    Class<? extends TensorQueue> kind, QueueConfig config, @Nullable ShuffleConfig shuffle) {
  /// Refuses settings that are asked for but are not these: the first that differs, in the order of
  /// Q66. The words for them are TensorFlow's.
  ///
  /// @param queue how messages call the queue which has these settings
  void requireMatch(String queue, SharedSettings asked) {
    require(kind == asked.kind, queue, "kind", kind.getSimpleName(), asked.kind.getSimpleName());
    int capacity = config.capacity();
    int askedCapacity = asked.config.capacity();
    require(capacity == askedCapacity, queue, "capacity", capacity, askedCapacity);
    if (shuffle != null && asked.shuffle != null) {
      requireMatch(queue, shuffle, asked.shuffle);
    }
    List<DType> types = types(config);
    List<DType> askedTypes = types(asked.config);
    require(types.equals(askedTypes), queue, "component types", types, askedTypes);
    List<Shape> shapes = shapes(config);
    List<Shape> askedShapes = shapes(asked.config);
    require(match(shapes, askedShapes), queue, "component shapes", shapes, askedShapes);
  }

  private static void requireMatch(String queue, ShuffleConfig has, ShuffleConfig asked) {
    int stays = has.minAfterDequeue();
    int askedStays = asked.minAfterDequeue();
    require(stays == askedStays, queue, "min_after_dequeue", stays, askedStays);
    boolean seeds = !asked.seedGiven() || asked.seed() == has.seed(); // Q68
    require(seeds, queue, "random seeds", has.seed(), asked.seed());
    boolean order = has.deterministic();
    boolean askedOrder = asked.deterministic();
    require(order == askedOrder, queue, "deterministic", order, askedOrder);
  }

  private static void require(boolean same, String queue, String what, Object has, Object asked) {
    if (!same) {
      throw new InvalidArgumentException(
          "%s has %s %s (requested: %s)".formatted(queue, what, has, asked));
    }
  }

  /// Q67; the lists are of the same length.
  private boolean match(List<Shape> shapes, List<Shape> asked) {
    if (kind != PaddingFifoQueue.class) {
      return shapes.equals(asked);
    }
    for (int c = 0; c < shapes.size(); c++) {
      if (!asked.get(c).isRankKnown() || !asked.get(c).isCompatibleWith(shapes.get(c))) {
        return false;
      }
    }
    return true;
  }

  private static List<DType> types(QueueConfig config) {
    return config.element().components().stream().map(TensorSpec::dtype).toList();
  }

  private static List<Shape> shapes(QueueConfig config) {
    return config.element().components().stream().map(TensorSpec::shape).toList();
  }
}
