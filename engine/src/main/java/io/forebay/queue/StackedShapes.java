package io.forebay.queue;

import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The shapes `[n] + shape` of a queue's batches, each made once, so that a batch allocates none.
final class StackedShapes {
  /// Larger batches are rare and large: theirs are made each time.
  private static final int KEPT = 4096;

  private final ElementSpec spec;
  private final @Nullable Stacked[] byRows = new Stacked[KEPT + 1]; // read and written in no order

  /// Those of all components for one number of rows. Its field is final, as are those of a shape:
  /// whoever finds it in the table sees all of it; who does not find it yet makes an equal one.
  private record Stacked(Shape[] components) {}

  StackedShapes(ElementSpec spec) {
    this.spec = spec;
  }

  /// True if values of shape `stacked` are stacked values of shape `row`, which may have unknown
  /// dimensions.
  static boolean isOf(Shape row, Shape stacked) {
    boolean same = stacked.rank() == row.rank() + 1;
    for (int axis = 0; same && axis < row.rank(); axis++) {
      same = row.dim(axis) == Shape.UNKNOWN || row.dim(axis) == stacked.dim(axis + 1);
    }
    return same;
  }

  /// The shape of one row: that of an earlier call, if it is the same.
  static Shape row(Shape stacked, @Nullable Shape last) {
    return last != null && isOf(last, stacked) ? last : stacked.dropFirst();
  }

  /// The shape of `rows` stacked values of the component.
  Shape stacked(int component, int rows) {
    if (rows > KEPT) {
      return spec.component(component).shape().prepend(rows);
    }
    Stacked stacked = byRows[rows];
    if (stacked == null) {
      stacked =
          new Stacked(
              spec.components().stream().map(c -> c.shape().prepend(rows)).toArray(Shape[]::new));
      byRows[rows] = stacked;
    }
    return stacked.components[component];
  }
}
