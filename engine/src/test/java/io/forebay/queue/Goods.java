package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the elements of some traffic are made of: an id, and what follows from it, so that a torn
/// element shows. A priority queue has a priority in front.
///
/// @param form fixed, or different from element to element
/// @param hasPriority whether the priority comes first
record Goods(Form form, boolean hasPriority) {
  private static final int NUMBERS = 11;
  private static final TensorSpec ID = TensorSpec.of(DType.INT64);

  /// The second component, and the third.
  enum Form {
    /// A vector of one length.
    FIXED(List.of(TensorSpec.of(DType.INT64, NUMBERS))),
    /// A vector of some length, and a string.
    PADDED(
        List.of(
            TensorSpec.of(DType.INT64, Shape.UNKNOWN),
            new TensorSpec(DType.STRING, Shape.scalar(), ""))),
    /// The same, their shapes not declared.
    UNDECLARED(
        List.of(
            new TensorSpec(DType.INT64, Shape.unknownRank(), ""),
            new TensorSpec(DType.STRING, Shape.unknownRank(), ""))),
    /// A vector of one length, and a string.
    TEXT(
        List.of(
            TensorSpec.of(DType.INT64, NUMBERS), new TensorSpec(DType.STRING, Shape.scalar(), "")));

    final List<TensorSpec> rest;

    Form(List<TensorSpec> rest) {
      this.rest = rest;
    }
  }

  /// The components, but for the priority.
  TensorSpec[] components() {
    List<TensorSpec> all = new ArrayList<>(List.of(ID));
    all.addAll(form.rest);
    return all.toArray(TensorSpec[]::new);
  }

  /// True if elements can be written in place and copied out.
  boolean isFixed() {
    return form == Form.FIXED;
  }

  /// True if elements leave one by one only.
  boolean isUndeclared() {
    return form == Form.UNDECLARED;
  }

  /// True if rows of different width cannot come in together.
  private boolean varies() {
    return form == Form.PADDED || form == Form.UNDECLARED;
  }

  /// How many numbers the elements of a call have whose first id that is.
  private int width(long first) {
    return varies() ? (int) (first % 7) : NUMBERS;
  }

  /// One element.
  Tensor[] element(long id) {
    return rows(new long[] {id}, width(id), Shape.scalar(), Shape.of(width(id)));
  }

  /// Elements with the ids from `first` on, all as wide as the first.
  Tensor[] stacked(long first, int count) {
    long[] ids = Tensors.range(first, first + count);
    int width = width(first);
    return rows(ids, width, Shape.of(count), Shape.of(count, width));
  }

  private Tensor[] rows(long[] ids, int width, Shape scalars, Shape vectors) {
    List<Tensor> all = new ArrayList<>();
    Arena arena = Arena.ofAuto();
    Tensor id = Tensor.allocate(arena, DType.INT64, scalars);
    Tensor numbers = Tensor.allocate(arena, DType.INT64, vectors);
    for (int row = 0; row < ids.length; row++) {
      id.setLong(row, ids[row]);
      for (int i = 0; i < width; i++) {
        numbers.setLong((long) row * width + i, number(ids[row], i));
      }
    }
    if (hasPriority) {
      Tensor priority = Tensor.allocate(arena, DType.INT64, scalars);
      for (int row = 0; row < ids.length; row++) {
        priority.setLong(row, priority(ids[row]));
      }
      all.add(priority);
    }
    all.add(id);
    all.add(numbers);
    if (form.rest.size() > 1) {
      String[] texts = Arrays.stream(ids).mapToObj(Goods::text).toArray(String[]::new);
      all.add(Tensor.ofStrings(arena, scalars, texts));
    }
    return all.toArray(Tensor[]::new);
  }

  /// Writes an element of fixed size in place.
  void fill(Element slot, long id) {
    int c = hasPriority ? 1 : 0;
    if (hasPriority) {
      slot.component(0).setLong(0, priority(id));
    }
    slot.component(c).setLong(0, id);
    for (int i = 0; i < NUMBERS; i++) {
      slot.component(c + 1).setLong(i, number(id, i));
    }
  }

  /// The id of row `row` of `rows` stacked elements, or of a single one, after a check of
  /// everything else.
  long check(Tensor[] components, int rows, int row) {
    int c = hasPriority ? 1 : 0;
    long id = components[c].getLong(row);
    if (hasPriority) {
      assertEquals(priority(id), components[0].getLong(row), "torn: " + id);
    }
    long wide = components[c + 1].elementCount() / rows;
    for (int i = 0; i < wide; i++) {
      long value = components[c + 1].getLong(row * wide + i);
      if (value != number(id, i) && value != 0) {
        assertEquals(number(id, i), value, "torn: " + id);
      }
    }
    if (form.rest.size() > 1) {
      assertEquals(text(id), components[c + 2].getString(row), "torn: " + id);
    }
    return id;
  }

  private static long number(long id, int place) {
    return (id + place) * 0x9e3779b97f4a7c15L;
  }

  private static long priority(long id) {
    return number(id, 0) >> 60;
  }

  private static String text(long id) {
    return "x".repeat((int) (id % 40)) + id;
  }
}
