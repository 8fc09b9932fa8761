package io.forebay.cases;

import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Tensors of numbers from `double`s, and back.
final class Values {
  private Values() {}

  /// The values of a tensor with these dimensions, row by row.
  static Tensor tensor(DType dtype, Shape shape, double... values) {
    Tensor tensor = Tensors.of(dtype, shape.toArray());
    if (tensor.elementCount() != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + tensor);
    }
    for (int i = 0; i < values.length; i++) {
      set(tensor, i, values[i]);
    }
    return tensor;
  }

  static Tensor scalar(DType dtype, double value) {
    return tensor(dtype, Shape.scalar(), value);
  }

  static Tensor vector(DType dtype, double... values) {
    return tensor(dtype, Shape.of(values.length), values);
  }

  static Tensor texts(Shape shape, String... texts) {
    return Tensor.ofStrings(Arena.ofAuto(), shape, texts);
  }

  static Tensor text(String text) {
    return texts(Shape.scalar(), text);
  }

  /// A tensor of 0, 1, 2 and so on.
  static Tensor counted(DType dtype, long... dims) {
    Shape shape = Shape.of(dims);
    return tensor(dtype, shape, range(0, Math.toIntExact(shape.elementCount())));
  }

  /// The numbers from `from` (inclusive) to `to` (exclusive).
  static double[] range(int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> i).toArray();
  }

  /// 10, 20, 30 and so on, n of them.
  static double[] tens(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> 10.0 * i).toArray();
  }

  static List<Double> list(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /// All values of a tensor, row by row.
  static List<Double> list(Tensor tensor) {
    List<Double> values = new ArrayList<>();
    for (long i = 0; i < tensor.elementCount(); i++) {
      values.add(get(tensor, i));
    }
    return values;
  }

  /// All texts of a tensor of strings, row by row.
  static List<String> textList(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToObj(tensor::getString).toList();
  }

  private static void set(Tensor tensor, long index, double value) {
    switch (tensor.dtype()) {
      case FLOAT16 -> tensor.setShort(index, Float.floatToFloat16((float) value));
      case FLOAT32 -> tensor.setFloat(index, (float) value);
      case FLOAT64 -> tensor.setDouble(index, value);
      case INT8, UINT8, BOOL -> tensor.setByte(index, (byte) value);
      case INT16, UINT16 -> tensor.setShort(index, (short) value);
      case INT32, UINT32 -> tensor.setInt(index, (int) value);
      case INT64, UINT64 -> tensor.setLong(index, (long) value);
      default -> throw new IllegalArgumentException("no number: " + tensor);
    }
  }

  private static double get(Tensor tensor, long index) {
    return switch (tensor.dtype()) {
      case FLOAT16 -> Float.float16ToFloat(tensor.getShort(index));
      case FLOAT32 -> tensor.getFloat(index);
      case FLOAT64 -> tensor.getDouble(index);
      case INT8, UINT8, BOOL -> tensor.getByte(index);
      case INT16, UINT16 -> tensor.getShort(index);
      case INT32, UINT32 -> tensor.getInt(index);
      case INT64, UINT64 -> tensor.getLong(index);
      default -> throw new IllegalArgumentException("no number: " + tensor);
    };
  }
}
