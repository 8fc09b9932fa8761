package io.forebay.differential;

import io.forebay.queue.Batch;
import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Rows as tensors, and back, for one thread at a time. The components: the priority in priority
/// queues; the id; and values that each are the id, as many as the row's width in padding queues,
/// else three, so that a row put together from two shows.
final class Elements {
  private static final int MOST_ROWS = 128;
  private static final int COPIES = 3;
  private static final int MOST_COPIES = 8;

  private static final ThreadLocal<Map<Kind, Elements>> MINE =
      ThreadLocal.withInitial(() -> new EnumMap<>(Kind.class));

  private final Kind kind;
  private final Tensor priorities;
  private final Tensor ids;
  private final Tensor copies;

  Elements(Kind kind, Arena arena, int mostRows) {
    this.kind = kind;
    this.priorities = Tensor.allocate(arena, DType.INT64, Shape.of(mostRows));
    this.ids = Tensor.allocate(arena, DType.INT64, Shape.of(mostRows));
    this.copies = Tensor.allocate(arena, DType.INT32, Shape.of(mostRows * MOST_COPIES));
  }

  /// Those of the current thread.
  static Elements mine(Kind kind) {
    return MINE.get().computeIfAbsent(kind, k -> new Elements(k, Arena.ofAuto(), MOST_ROWS));
  }

  /// What a queue of that kind is configured with.
  static ElementSpec spec(Kind kind) {
    TensorSpec values =
        kind == Kind.PADDING
            ? TensorSpec.of(DType.INT32, Shape.UNKNOWN)
            : TensorSpec.of(DType.INT32, COPIES);
    return ElementSpec.of(TensorSpec.of(DType.INT64), values);
  }

  /// One element's tensors.
  Tensor[] one(Row row) {
    write(0, row);
    return components(priorities.row(0), ids.row(0), copies(copyShape(row)));
  }

  /// Several, stacked.
  Tensor[] stacked(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      write(i, rows.get(i));
    }
    int count = rows.size();
    Row first = count == 0 ? new Row(0, 0, 0) : rows.getFirst();
    return components(
        priorities.slice(0, count), ids.slice(0, count), copies(copyShape(first).prepend(count)));
  }

  /// Tensors for `rows` elements, stacked; not for padding queues.
  Tensor[] empty(int rows) {
    return components(
        priorities.slice(0, rows), ids.slice(0, rows), copies(Shape.of(rows, COPIES)));
  }

  /// Tensors for one element; not for padding queues.
  Tensor[] empty() {
    return components(priorities.row(0), ids.row(0), copies(Shape.of(COPIES)));
  }

  /// As [#one] or [#stacked], but the id has a dimension too many.
  Tensor[] wrong(boolean many) {
    Row row = new Row(1, 1, 1);
    Tensor[] right = many ? stacked(List.of(row, row)) : one(row);
    right[idAt()] = many ? ids.slice(0, 4).reshape(Shape.of(2, 2)) : ids.slice(0, 2);
    return right;
  }

  /// Writes a row into its slot; not for padding queues.
  static void write(Row row, Element slot) {
    int id = slot.size() - 2;
    if (id > 0) {
      slot.component(0).setLong(0, row.priority());
    }
    slot.component(id).setLong(0, row.id());
    for (int i = 0; i < COPIES; i++) {
      slot.component(id + 1).setInt(i, (int) row.id());
    }
  }

  /// The rows in a batch, stacked or a single one.
  List<Row> rows(Batch batch, Map<Long, Integer> widths) {
    Tensor[] components = new Tensor[idAt() + 2];
    for (int i = 0; i < components.length; i++) {
      components[i] = batch.component(i);
    }
    return rows(batch.rows(), widths, components);
  }

  /// The rows in stacked tensors, or the one in tensors that are not; `widths` has each row's own.
  ///
  /// @throws Disagreement if values do not fit together
  List<Row> rows(int count, Map<Long, Integer> widths, Tensor... components) {
    List<Row> rows = new ArrayList<>(count);
    Tensor values = components[idAt() + 1];
    int width = (int) values.shape().dim(values.shape().rank() - 1);
    for (int i = 0; i < count; i++) {
      long id = components[idAt()].getLong(i);
      boolean padded = kind == Kind.PADDING;
      int own = padded ? widths.get(id) : COPIES;
      if (prefix(values, i * width, width, id) != own) {
        throw new Disagreement("torn row " + id);
      }
      long priority = kind == Kind.PRIORITY ? components[0].getLong(i) : 0;
      rows.add(new Row(id, padded ? width : 0, priority));
    }
    return rows;
  }

  /// How many values are the id; the others must be 0.
  private static int prefix(Tensor values, int from, int width, long id) {
    int own = 0;
    while (own < width && values.getInt(from + own) == id) {
      own++;
    }
    for (int i = own; i < width; i++) {
      if (values.getInt(from + i) != 0) {
        throw new Disagreement("row " + id + ": value " + i + " is " + values.getInt(from + i));
      }
    }
    return own;
  }

  private int idAt() {
    return kind == Kind.PRIORITY ? 1 : 0;
  }

  private Tensor[] components(Tensor priority, Tensor id, Tensor values) {
    return kind == Kind.PRIORITY ? new Tensor[] {priority, id, values} : new Tensor[] {id, values};
  }

  private Shape copyShape(Row row) {
    return Shape.of(copyCount(row));
  }

  private int copyCount(Row row) {
    return kind == Kind.PADDING ? row.width() : COPIES;
  }

  private Tensor copies(Shape shape) {
    return Tensor.of(DType.INT32, shape, copies.base(), copies.byteOffset());
  }

  private void write(int at, Row row) {
    priorities.setLong(at, row.priority());
    ids.setLong(at, row.id());
    int count = copyCount(row);
    for (int i = 0; i < count; i++) {
      copies.setInt((long) at * count + i, (int) row.id());
    }
  }
}
