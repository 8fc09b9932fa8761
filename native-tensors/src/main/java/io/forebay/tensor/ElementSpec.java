package io.forebay.tensor;

import java.util.List;

/// What an element is made of: the specs of its components, in order; either all are named, or
/// none.
///
/// @param components the specs, at least one
public record ElementSpec(List<TensorSpec> components) {
  /// Checks that there is a component, and that names are unique and given to all or to none.
  ///
  /// @throws IllegalArgumentException if not
  public ElementSpec {
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException("components: 0 (expected: at least 1)");
    }
    long named = components.stream().filter(c -> !c.name().isEmpty()).count();
    long distinct = components.stream().map(TensorSpec::name).distinct().count();
    if (named != 0 && (named != components.size() || distinct != components.size())) {
      throw new IllegalArgumentException(
          "component names: "
              + components.stream().map(TensorSpec::name).toList()
              + " (expected: all different, or none)");
    }
  }

  /// The element with these components.
  public static ElementSpec of(TensorSpec... components) {
    return new ElementSpec(List.of(components));
  }

  /// Number of components.
  public int size() {
    return components.size();
  }

  /// Component `index`.
  public TensorSpec component(int index) {
    return components.get(index);
  }

  /// True if the components have names.
  public boolean isNamed() {
    return !components.getFirst().name().isEmpty();
  }

  /// Index of the component of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public int indexOf(String name) {
    for (int i = 0; i < components.size(); i++) {
      if (!name.isEmpty() && components.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "component: "
            + name
            + " (expected: one of "
            + components.stream().map(TensorSpec::name).toList()
            + ")");
  }

  /// True if every component has a fixed size.
  public boolean isFixedSize() {
    return components.stream().allMatch(TensorSpec::isFixedSize);
  }

  /// Bytes of one element, all components together.
  ///
  /// @throws IllegalStateException if that is not fixed for a component
  /// @throws ArithmeticException if that is more than 2^63 - 1
  public long byteSize() {
    return components.stream().mapToLong(TensorSpec::byteSize).reduce(0, Math::addExact);
  }

  @Override
  public String toString() {
    return components.toString();
  }
}
