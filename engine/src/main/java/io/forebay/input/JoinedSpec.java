package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the elements of a queue are made of that several kinds of examples share (B8, B9).
final class JoinedSpec {
  private JoinedSpec() {}

  /// The spec to which all these examples belong: names and dtypes are equal. Of the shapes, a
  /// dimension is known where all know it.
  ///
  /// @param shapes those of one element, instead of what the examples say; or null
  /// @throws InvalidArgumentException if there are none, or they do not belong together, or a rank
  ///   is not known
  static ElementSpec of(List<Examples<?>> examples, @Nullable List<Shape> shapes) {
    if (examples.isEmpty()) {
      throw Refusal.of("examples", "none", "at least 1");
    }
    List<ElementSpec> specs = examples.stream().<ElementSpec>map(Examples::element).toList();
    for (int i = 1; i < specs.size(); i++) {
      requireEqual(i, "names, in the same order", specs, TensorSpec::name);
      requireEqual(i, "dtypes", specs, TensorSpec::dtype);
    }
    if (shapes != null && shapes.size() != specs.getFirst().size()) {
      throw Refusal.of("shapes", shapes, specs.getFirst().size() + ", one a component");
    }
    List<TensorSpec> joined = new ArrayList<>();
    for (int c = 0; c < specs.getFirst().size(); c++) {
      joined.add(component(c, specs, shapes == null ? null : shapes.get(c)));
    }
    return new ElementSpec(joined);
  }

  private static void requireEqual(
      int entry, String what, List<ElementSpec> specs, Function<TensorSpec, ?> of) {
    List<?> first = specs.getFirst().components().stream().map(of).toList();
    List<?> other = specs.get(entry).components().stream().map(of).toList();
    if (!first.equals(other)) {
      throw Refusal.of(
          "components of examples " + entry,
          other,
          "the same " + what + " as examples 0, " + first);
    }
  }

  private static TensorSpec component(int c, List<ElementSpec> specs, @Nullable Shape given) {
    TensorSpec first = specs.getFirst().component(c);
    String label = "shape of component " + c + (first.name().isEmpty() ? "" : " " + first.name());
    Shape joined = given;
    for (int i = 0; i < specs.size(); i++) {
      Shape shape = specs.get(i).component(c).shape();
      if (given == null && !shape.isRankKnown()) {
        throw Refusal.of(
            label, shape + ", cannot infer its rank", "a shape of known rank, or Batching.shapes");
      }
      Shape before = joined == null ? shape : joined;
      if (!before.isCompatibleWith(shape)) {
        throw Refusal.of(label + " of examples " + i, shape, "compatible with " + before);
      }
      joined = given != null ? given : Shape.common(List.of(before, shape));
    }
    return new TensorSpec(first.dtype(), joined, first.name());
  }
}
