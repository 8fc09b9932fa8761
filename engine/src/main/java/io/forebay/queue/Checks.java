package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Arguments are checked before anything is done (Q15): number of components, then dtypes, then
/// shapes (Q16).
final class Checks {
  /// Never started; asked whether it could read.
  private static final Thread SOME_THREAD = Thread.ofVirtual().unstarted(() -> {});

  private final String name;
  private final ElementSpec spec;
  private final boolean fixedSize;
  private final boolean stackable;

  Checks(QueueConfig config) {
    this.name = config.name();
    this.spec = config.element();
    this.fixedSize = spec.isFixedSize();
    this.stackable = spec.components().stream().allMatch(c -> c.shape().isRankKnown());
  }

  /// One element's components.
  void element(Tensor[] components) {
    count(components);
    for (int c = 0; c < components.length; c++) {
      TensorSpec expected = spec.component(c);
      dtype(c, components[c]);
      if (!fits(components[c].shape(), expected.shape())) {
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

  /// Tensors come without names: only where components have none (Q50).
  void positional() {
    if (spec.isNamed()) {
      throw wrong("tensors without names (expected: a map with the names " + names() + ")");
    }
  }

  /// The tensors of a map, in the order of the components (Q50).
  Tensor[] inOrder(Map<String, Tensor> components) {
    if (!spec.isNamed()) {
      throw wrong(
          "a map of tensors (expected: tensors in order, the components must have names for a"
              + " map)");
    }
    Tensor[] ordered = new Tensor[spec.size()];
    boolean complete = components.size() == ordered.length;
    for (int c = 0; complete && c < ordered.length; c++) {
      Tensor component = components.get(spec.component(c).name());
      complete = component != null;
      ordered[c] = component;
    }
    if (!complete) {
      throw wrong(
          "names "
              + new TreeSet<>(components.keySet())
              + " do not match (expected: "
              + names()
              + ")");
    }
    return ordered;
  }

  /// The tensors of the components by name.
  Map<String, Tensor> byName(Tensor[] components) {
    if (!spec.isNamed()) {
      throw new IllegalStateException(
          "queue '" + name + "': its components have no names (expected: named ones for a map)");
    }
    Map<String, Tensor> map = new LinkedHashMap<>();
    for (int c = 0; c < components.length; c++) {
      map.put(spec.component(c).name(), components[c]);
    }
    return Collections.unmodifiableMap(map);
  }

  /// Rows can be written in place only where their size is known.
  void inPlace() {
    requireFixedSize("written in place (expected: enqueue by copy or by reference)");
  }

  /// Rows can be copied to the caller's tensors only where their size is known.
  void copyOut() {
    requireFixedSize("copied to tensors made before (expected: dequeue into a batch)");
  }

  /// Rows can be stacked only where shapes are declared (Q28, Q62, R11).
  void stackable(Mode mode) {
    if (stackable) {
      return;
    }
    for (int c = 0; c < spec.size(); c++) {
      if (!spec.component(c).shape().isRankKnown()) {
        throw wrong(
            mode.operation()
                + " needs specified shapes, "
                + label(c)
                + " has none (expected: dequeue, or a queue with shapes)");
      }
    }
  }

  /// Memory can be lent to pooled storage only, its size must not depend on what it holds, and
  /// every thread must be able to read it.
  void borrowable(boolean pooled, Tensor[] components) {
    if (!pooled) {
      throw wrong(
          "its elements lie in slots (expected by reference: QueueConfig.withPooledStorage)");
    }
    for (int c = 0; c < spec.size(); c++) {
      if (!spec.component(c).dtype().isFixedSize()) {
        throw wrong(label(c) + " is a string (expected by reference: numbers)");
      }
      if (!components[c].base().isAccessibleBy(SOME_THREAD)) {
        throw wrong(
            label(c)
                + " lies in memory of one thread (expected by reference: in a shared or an"
                + " automatic arena)");
      }
    }
  }

  void singleRow(Batch batch) {
    if (batch.maxRows() != 1) {
      throw wrong("batch of " + batch.maxRows() + " rows (expected for a single element: 1)");
    }
  }

  private void requireFixedSize(String why) {
    if (fixedSize) {
      return;
    }
    for (int c = 0; c < spec.size(); c++) {
      if (!spec.component(c).isFixedSize()) {
        throw wrong(
            label(c)
                + " is "
                + spec.component(c).dtype()
                + spec.component(c).shape()
                + ", of no fixed size, and cannot be "
                + why);
      }
    }
  }

  private List<String> names() {
    return spec.components().stream().map(TensorSpec::name).toList();
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
      if (!isStackOf(actual, element, rows)) {
        Shape expected = element.isRankKnown() ? element.prepend(rows) : Shape.of(rows);
        throw shape(c, expected, actual);
      }
    }
  }

  private static boolean isStackOf(Shape actual, Shape element, long rows) {
    if (actual.rank() == 0 || actual.dim(0) != rows) {
      return false;
    }
    return !element.isRankKnown() || StackedShapes.isOf(element, actual);
  }

  private static boolean fits(Shape actual, Shape expected) {
    return expected.isFullyDefined() ? actual.equals(expected) : actual.isCompatibleWith(expected);
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
