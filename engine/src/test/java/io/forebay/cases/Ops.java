package io.forebay.cases;

import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// The operations of the list in short. Numbers are for queues of one scalar component; an
/// *element* is the list of its components, each the list of its values.
final class Ops {
  private Ops() {}

  /// E(x), E(y), ...
  static void enqueue(TensorQueue queue, double... values) throws InterruptedException {
    for (double value : values) {
      queue.enqueue(Values.scalar(dtype(queue), value));
    }
  }

  /// EM[x, y, ...].
  static void enqueueMany(TensorQueue queue, double... values) throws InterruptedException {
    queue.enqueueMany(Values.vector(dtype(queue), values));
  }

  /// D.
  static double dequeue(TensorQueue queue) throws InterruptedException {
    return dequeueElement(queue).getFirst().getFirst();
  }

  /// D n times.
  static List<Double> dequeueTimes(TensorQueue queue, int n) throws InterruptedException {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      values.add(dequeue(queue));
    }
    return values;
  }

  /// DM(n).
  static List<Double> dequeueMany(TensorQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueMany(batch);
      return Values.list(batch.component(0));
    }
  }

  /// DU(n).
  static List<Double> dequeueUpTo(TensorQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueUpTo(batch);
      return Values.list(batch.component(0));
    }
  }

  /// D, all components.
  static List<List<Double>> dequeueElement(TensorQueue queue) throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeue(batch);
      List<List<Double>> element = new ArrayList<>();
      for (int c = 0; c < queue.spec().size(); c++) {
        element.add(Values.list(batch.component(c)));
      }
      return element;
    }
  }

  /// The elements of a batch.
  static List<List<List<Double>>> elements(Batch batch, int components) {
    List<List<List<Double>>> elements = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      List<List<Double>> element = new ArrayList<>();
      for (int c = 0; c < components; c++) {
        element.add(Values.list(batch.component(c).row(row)));
      }
      elements.add(element);
    }
    return elements;
  }

  private static DType dtype(TensorQueue queue) {
    return queue.spec().component(0).dtype();
  }
}
