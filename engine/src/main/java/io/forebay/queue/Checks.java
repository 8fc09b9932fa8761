package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;

/// Arguments are checked before anything is done (Q15): number of components, then dtypes, then
/// shapes (Q16).
final class Checks {
  private final String name;
  private final ElementSpec spec;

  Checks(QueueConfig config) {
    this.name = config.name();
    this.spec = config.element();
  }

  /// One element's components.
  void element(Tensor[] components) {
    count(components);
    for (int c = 0; c < components.length; c++) {
      TensorSpec expected = spec.component(c);
      dtype(c, components[c]);
      if (!components[c].shape().equals(expected.shape())) {
        throw shape(c, expected.shape(), components[c].shape());
      }
    }
  }

  /// Several elements' components, stacked; how many.
  long stacked(Tensor[] components) {
    count(components);
    for (int c = 0; c < components.length; c++) {
      dtype(c, components[c]);
    }
    Shape first = components[0].shape();
    if (first.rank() == 0) {
      throw wrong(
          "component 0 has shape [] (expected: rank at least 1, its first dimension the number of elements)");
    }
    stackedShapes(first.dim(0), components);
    return first.dim(0);
  }

  /// The caller's tensors for `rows` elements, stacked.
  void stackedOut(int rows, Tensor[] out) {
    count(out);
    for (int c = 0; c < out.length; c++) {
      dtype(c, out[c]);
    }
    stackedShapes(rows, out);
  }

  void claimRows(int rows, int most) {
    if (rows < 1 || rows > most) {
      throw wrong("claim of " + rows + " rows (expected: 1 to " + most + ")");
    }
  }

  void batchRows(int rows) {
    if (rows < 0 || rows > QueueConfig.MAX_CAPACITY) {
      throw wrong("batch of " + rows + " rows (expected: 0 to " + QueueConfig.MAX_CAPACITY + ")");
    }
  }

  void claim(TensorQueue queue, Claim claim, int rows) {
    if (!claim.isOf(queue)) {
      throw wrong(
          "the claim belongs to another queue (expected: one made by this queue's newClaim)");
    }
    claimRows(rows, claim.maxRows());
  }

  void batch(TensorQueue queue, Batch batch) {
    if (batch.queue() != queue) {
      throw wrong(
          "the batch belongs to queue '"
              + batch.queue().name()
              + "' (expected: one made by this queue's newBatch)");
    }
  }

  private void count(Tensor[] components) {
    if (components.length != spec.size()) {
      throw wrong(components.length + " components (expected: " + spec.size() + ", " + spec + ")");
    }
  }

  private void dtype(int component, Tensor tensor) {
    TensorSpec expected = spec.component(component);
    if (tensor.dtype() != expected.dtype()) {
      throw wrong(
          label(component)
              + " has dtype "
              + tensor.dtype()
              + " (expected: "
              + expected.dtype()
              + ")");
    }
  }

  private void stackedShapes(long rows, Tensor[] components) {
    for (int c = 0; c < components.length; c++) {
      Shape element = spec.component(c).shape();
      Shape actual = components[c].shape();
      if (actual.rank() != element.rank() + 1 || !actual.equals(element.prepend(rows))) {
        throw shape(c, element.prepend(rows), actual);
      }
    }
  }

  private InvalidArgumentException shape(int component, Shape expected, Shape actual) {
    return wrong(
        label(component) + " has the wrong shape: expected " + expected + " got " + actual);
  }

  private String label(int component) {
    String named = spec.component(component).name();
    return "component " + component + (named.isEmpty() ? "" : " ('" + named + "')");
  }

  private InvalidArgumentException wrong(String what) {
    return new InvalidArgumentException("queue '" + name + "': " + what);
  }
}
