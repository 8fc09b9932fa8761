package io.forebay.tensor;

/// One example: a tuple of components, each a tensor. Owns nothing; not thread-safe.
public final class Element {
  private final ElementSpec spec;
  private final Tensor[] components;

  private Element(ElementSpec spec, Tensor[] components) {
    this.spec = spec;
    this.components = components;
  }

  /// The element with these components.
  ///
  /// @throws IllegalArgumentException if a component does not fit the spec
  public static Element of(ElementSpec spec, Tensor... components) {
    if (components.length != spec.size()) {
      throw new IllegalArgumentException(
          "components: " + components.length + " (expected: " + spec.size() + ")");
    }
    for (int i = 0; i < components.length; i++) {
      Tensor tensor = components[i];
      TensorSpec expected = spec.component(i);
      if (tensor.dtype() != expected.dtype()
          || !tensor.shape().isCompatibleWith(expected.shape())) {
        throw new IllegalArgumentException(
            "component " + i + ": " + tensor + " (expected: " + expected + ")");
      }
    }
    return new Element(spec, components.clone());
  }

  /// An element whose tensors lie nowhere until their owner moves them, see [TensorMoves].
  public static Element nowhere(ElementSpec spec) {
    Tensor[] components = new Tensor[spec.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = TensorMoves.nowhere(spec.component(i).dtype(), spec.component(i).shape());
    }
    return new Element(spec, components);
  }

  /// What it is made of.
  public ElementSpec spec() {
    return spec;
  }

  /// Number of components.
  public int size() {
    return components.length;
  }

  /// Component `index`.
  public Tensor component(int index) {
    return components[index];
  }

  /// The component of that name. Looks it up in order; keep the index in a loop that counts.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor component(String name) {
    return components[spec.indexOf(name)];
  }
}
