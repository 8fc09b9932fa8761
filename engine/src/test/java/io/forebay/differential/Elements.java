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
import java.util.List;

/// Rows as tensors, and back. Elements of FIFO and shuffle queues get a second component that
/// follows from the id: a row put together from two shows.
final class Elements {
  private static final ThreadLocal<Elements> MINE = ThreadLocal.withInitial(Elements::new);
  private static final int MOST = 128;
  private static final int COPIES = 3;
  private static final TensorSpec[] SPECS = {
    TensorSpec.of(DType.INT64), TensorSpec.of(DType.INT32, COPIES)
  };

  private final Tensor ids = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(MOST));
  private final Tensor copies =
      Tensor.allocate(Arena.ofAuto(), DType.INT32, Shape.of(MOST, COPIES));

  private Elements() {}

  /// Those of the current thread.
  static Elements mine() {
    return MINE.get();
  }

  /// What a queue of that kind is made of.
  static ElementSpec spec(Kind kind) {
    return ElementSpec.of(SPECS);
  }

  /// One element's tensors.
  Tensor[] one(Row row) {
    write(0, row);
    return new Tensor[] {ids.row(0), copies.row(0)};
  }

  /// Several, stacked.
  Tensor[] stacked(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      write(i, rows.get(i));
    }
    return empty(rows.size());
  }

  /// Tensors for `rows` elements, stacked.
  Tensor[] empty(int rows) {
    return new Tensor[] {ids.slice(0, rows), copies.slice(0, rows)};
  }

  /// Tensors for one element.
  Tensor[] empty() {
    return new Tensor[] {ids.row(0), copies.row(0)};
  }

  /// Tensors of a wrong shape.
  Tensor[] wrong(boolean many) {
    Tensor wrong = many ? ids.slice(0, 4).reshape(Shape.of(2, 2)) : ids.slice(0, 2);
    return new Tensor[] {wrong, many ? copies.slice(0, 2) : copies.row(0)};
  }

  /// Writes a row into its slot.
  static void write(Row row, Element slot) {
    slot.component(0).setLong(0, row.id());
    for (int i = 0; i < COPIES; i++) {
      slot.component(1).setInt(i, (int) row.id());
    }
  }

  private void write(int at, Row row) {
    ids.setLong(at, row.id());
    for (int i = 0; i < COPIES; i++) {
      copies.setInt(at * COPIES + i, (int) row.id());
    }
  }

  /// The rows of a batch.
  static List<Row> rows(Batch batch) {
    return rows(batch.rows(), batch.component(0), batch.component(1));
  }

  /// The rows in stacked tensors, or the one in tensors that are not.
  static List<Row> rows(int count, Tensor... stacked) {
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long id = stacked[0].getLong(i);
      for (int copy = 0; copy < COPIES; copy++) {
        if (stacked[1].getInt(i * COPIES + copy) != id) {
          throw new Disagreement("torn row " + id);
        }
      }
      rows.add(new Row(id, 0, 0));
    }
    return rows;
  }
}
