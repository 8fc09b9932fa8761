package io.forebay.jmh.tensorflow;

import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/// What an element of a dataset consists of.
///
/// @param types of its tensors
/// @param shapes of its tensors
record Components(List<Class<? extends TType>> types, List<Shape> shapes) {
  /// One tensor.
  static Components of(Class<? extends TType> type, Shape shape) {
    return new Components(List.of(type), List.of(shape));
  }
}
