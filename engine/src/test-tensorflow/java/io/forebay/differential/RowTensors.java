package io.forebay.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/// What the rows of a kind of queue are in TensorFlow: one tensor for every component.
final class RowTensors {
  private final Kind kind;
  private final Map<Long, Integer> widths =
      new ConcurrentHashMap<>(); // of every id that was put in

  RowTensors(Kind kind) {
    this.kind = kind;
  }

  /// The types of the components.
  List<Class<? extends TType>> types() {
    return switch (kind) {
      case FIFO, SHUFFLE -> List.of(TInt64.class);
      case PADDING -> List.of(TInt64.class, TInt32.class);
      case PRIORITY -> List.of(TInt64.class, TInt64.class);
    };
  }

  /// The components of one element.
  List<Operand<?>> element(Ops tf, Row row) {
    return components(tf, List.of(row), Shape.scalar(), Shape.scalar());
  }

  /// The components of several elements, which have the same width.
  List<Operand<?>> batch(Ops tf, List<Row> rows) {
    Shape batch = Shape.of(rows.size());
    return components(tf, rows, batch, batch);
  }

  /// The components of one element, or of two, each of which has two ids.
  List<Operand<?>> twoIdsEach(Ops tf, boolean many) {
    var row = new Row(0, 1, 0);
    return many
        ? components(tf, List.of(row, row), Shape.of(2), Shape.of(2, 2))
        : components(tf, List.of(row), Shape.scalar(), Shape.of(2));
  }

  private List<Operand<?>> components(Ops tf, List<Row> rows, Shape batch, Shape ids) {
    rows.forEach(row -> widths.put(row.id(), row.width()));
    var components = new ArrayList<Operand<?>>();
    if (kind == Kind.PRIORITY) {
      components.add(int64s(tf, batch, rows.stream().mapToLong(Row::priority)));
    }
    long idsEach = ids.size() / Math.max(1, rows.size());
    components.add(
        int64s(
            tf,
            ids,
            rows.stream().flatMapToLong(row -> LongStream.generate(row::id).limit(idsEach))));
    if (kind == Kind.PADDING) {
      int width = rows.isEmpty() ? 0 : rows.getFirst().width();
      components.add(
          int32s(
              tf, batch.append(width), rows.stream().flatMapToInt(row -> vector(row.id(), width))));
    }
    return components;
  }

  private static Operand<TInt64> int64s(Ops tf, Shape shape, LongStream values) {
    return tf.constant(shape, DataBuffers.of(values.toArray(), true, false));
  }

  private static Operand<TInt32> int32s(Ops tf, Shape shape, IntStream values) {
    return tf.constant(shape, DataBuffers.of(values.toArray(), true, false));
  }

  /// The rows of dequeued components.
  List<Row> rows(List<Tensor> components) {
    long[] ids = longs((TInt64) components.get(kind == Kind.PRIORITY ? 1 : 0));
    var rows = new ArrayList<Row>();
    for (int i = 0; i < ids.length; i++) {
      rows.add(
          switch (kind) {
            case FIFO, SHUFFLE -> new Row(ids[i], 0, 0);
            case PADDING -> padded(ids[i], i, (TInt32) components.get(1));
            case PRIORITY -> new Row(ids[i], 0, longs((TInt64) components.get(0))[i]);
          });
    }
    return rows;
  }

  private static long[] longs(TInt64 tensor) {
    return tensor.streamOfLongs().toArray();
  }

  private Row padded(long id, int i, TInt32 vectors) {
    int[] vector = (vectors.shape().isVector() ? vectors : vectors.get(i)).streamOfInts().toArray();
    int[] expected = Arrays.copyOf(vector(id, widths.get(id)).toArray(), vector.length);
    if (!Arrays.equals(expected, vector)) {
      throw new Disagreement("vector of " + id + ": " + Arrays.toString(vector));
    }
    return new Row(id, vector.length, 0);
  }

  private static IntStream vector(long id, int width) {
    return IntStream.generate(() -> (int) id).limit(width);
  }
}
