package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Queues of the same dtypes and names, of which one is picked by its index at run time
/// (TensorFlow's `from_list`, Q70). Immutable, so thread-safe; the queues stay their owner's.
public final class QueueList {
  private final List<TensorQueue> queues;
  private final List<Shape> shapes;

  private QueueList(List<TensorQueue> queues) {
    this.queues = queues;
    this.shapes = commonShapes(queues);
  }

  /// These queues, in this order; the same queue may be in it more than once.
  ///
  /// @throws InvalidArgumentException if there is none, or they differ in dtypes or names of their
  ///   components
  public static QueueList of(List<? extends TensorQueue> queues) {
    List<TensorQueue> all = List.copyOf(queues);
    if (all.isEmpty()) {
      throw new InvalidArgumentException("queues: 0 (expected: at least 1)");
    }
    for (int i = 1; i < all.size(); i++) {
      requireSame("dtypes", i, all, all.get(i).dtypes(), all.getFirst().dtypes());
      requireSame("names", i, all, all.get(i).names(), all.getFirst().names());
    }
    return new QueueList(all);
  }

  /// How many queues there are.
  public int size() {
    return queues.size();
  }

  /// The queue at that index, from 0 on.
  ///
  /// @throws InvalidArgumentException if there is none
  public TensorQueue get(int index) {
    if (index < 0 || index >= queues.size()) {
      throw new InvalidArgumentException(
          "index " + index + " is not in [0, " + queues.size() + ")");
    }
    return queues.get(index);
  }

  /// Types of the components, the same in all queues.
  public List<DType> dtypes() {
    return queues.getFirst().dtypes();
  }

  /// What is known of the components' shapes, whichever queue is picked: dimensions in which the
  /// queues differ are unknown; if the ranks differ, or one is unknown, so is the rank (Q71).
  public List<Shape> shapes() {
    return shapes;
  }

  /// Names of the components, the same in all queues; empty if they have none.
  public List<String> names() {
    return queues.getFirst().names();
  }

  private static void requireSame(
      String what, int index, List<TensorQueue> queues, List<?> got, List<?> expected) {
    if (!got.equals(expected)) {
      throw new InvalidArgumentException(
          "queue '"
              + queues.get(index).name()
              + "', at index "
              + index
              + " of the list: "
              + what
              + " "
              + got
              + " (expected: "
              + expected
              + ", those of queue '"
              + queues.getFirst().name()
              + "' at index 0)");
    }
  }

  private static List<Shape> commonShapes(List<TensorQueue> queues) {
    List<List<Shape>> ofQueues = queues.stream().map(TensorQueue::shapes).toList();
    return IntStream.range(0, ofQueues.getFirst().size())
        .mapToObj(c -> Shape.common(ofQueues.stream().map(shapes -> shapes.get(c)).toList()))
        .toList();
  }
}
