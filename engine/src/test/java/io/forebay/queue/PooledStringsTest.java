package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Strings through every kind of queue (Q64, D4), beside numbers.
class PooledStringsTest extends PooledFixture {
  private static final Shape TWO_BY_TWO = Shape.of(2, 2);
  private static final TensorSpec TEXT = TensorSpec.of(DType.STRING);
  private static final TensorSpec[] ELEMENT = {
    Tensors.NUMBER,
    TEXT,
    new TensorSpec(DType.STRING, TWO_BY_TWO, ""),
    TensorSpec.of(DType.FLOAT32, 3)
  };

  private static Tensor text(String value) {
    return Tensor.ofStrings(Arena.ofAuto(), Shape.scalar(), value);
  }

  private static Tensor texts(String... values) {
    return Tensor.ofStrings(Arena.ofAuto(), Shape.of(values.length), values);
  }

  private TensorQueue queue(PooledKind kind, TensorSpec... components) {
    return own(kind.create(QueueConfig.of(50, components).withName("texts")));
  }

  private static void put(PooledKind kind, TensorQueue queue, long id) throws InterruptedException {
    Tensor number = Tensors.scalar(id);
    queue.enqueue(
        kind.with(
            number,
            number,
            Content.of(DType.STRING, Shape.scalar(), id),
            Content.of(DType.STRING, TWO_BY_TWO, id + 1),
            Content.of(DType.FLOAT32, Shape.of(3), id)));
  }

  private static void check(PooledKind kind, Batch batch) {
    int first = kind.first();
    for (int row = 0; row < batch.rows(); row++) {
      long id = batch.component(first).getLong(row);
      Content.check(batch.component(first + 1).row(row), Shape.scalar(), id);
      Content.check(batch.component(first + 2).row(row), TWO_BY_TWO, id + 1);
      Content.check(batch.component(first + 3).row(row), Shape.of(3), id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scalarsVectorsAndNumbersStayTogether(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, ELEMENT);
    Batch seven = q.newBatch(7);
    Batch one = q.newBatch(1);
    for (long id = 0; id < 40; id++) {
      put(kind, q, id);
      if (id % 8 == 7) {
        q.dequeueMany(seven);
        assertEquals(Shape.of(7), seven.component(kind.first() + 1).shape());
        assertEquals(Shape.of(7, 2, 2), seven.component(kind.first() + 2).shape());
        check(kind, seven);
        seven.close();
        q.dequeueMany(one);
        check(kind, one);
        one.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSingleStringHasItsOwnShape(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, ELEMENT);
    put(kind, q, 5);
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      int first = kind.first();
      Content.check(batch.component(first + 1), Shape.scalar(), 5);
      assertEquals(Shape.scalar(), batch.component(first + 1).shape());
      Content.check(batch.component(first + 2), TWO_BY_TWO, 6);
      assertEquals(TWO_BY_TWO, batch.component(first + 2).shape());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyBytesPassThrough(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, TEXT);
    byte[][] values = {
      {}, {0}, {(byte) 0xff, (byte) 0xfe, 0}, "żółw 龜 𓆉".getBytes(StandardCharsets.UTF_8)
    };
    for (byte[] value : values) {
      q.enqueue(
          kind.with(Tensors.scalar(1), Tensor.ofBytes(Arena.ofAuto(), Shape.scalar(), value)));
      try (Batch batch = q.newBatch(1)) {
        q.dequeue(batch);
        Tensor out = batch.component(kind.first());
        assertArrayEquals(value, out.stringBytes(0).toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void stackedStringsGoInRowByRow(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, TEXT, TensorSpec.of(DType.STRING, 2));
    Tensor pairs = texts("", "b", "cc", "", "é", "龜龜").reshape(Shape.of(3, 2));
    q.enqueueMany(kind.with(Tensors.vector(1, 2, 3), texts("x", "", "zz"), pairs));
    assertEquals(3, q.size());
    q.close();
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      assertEquals(Shape.of(3, 2), batch.component(kind.first() + 1).shape());
      for (int row = 0; row < 3; row++) {
        String text = batch.component(kind.first()).getString(row);
        int in = text.equals("x") ? 0 : text.isEmpty() ? 1 : 2;
        Tensor pair = batch.component(kind.first() + 1).row(row);
        assertEquals(pairs.getString(2L * in), pair.getString(0));
        assertEquals(pairs.getString(2L * in + 1), pair.getString(1));
      }
    }
  }

  /// Views: their table and their data lie apart, and the table does not begin with 0.
  @ParameterizedTest
  @EnumSource
  void viewsOfStringsGoIn(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, TEXT);
    Tensor all = texts("a", "bb", "", "dddd", "e");
    q.enqueue(kind.with(Tensors.scalar(0), all.row(3)));
    assertEquals("dddd", string(q, kind));
    q.enqueueMany(kind.with(Tensors.vector(0, 1), all.slice(1, 3)));
    q.enqueueMany(kind.with(Tensors.vector(2), all.slice(4, 5)));
    q.close();
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      Tensor out = batch.component(kind.first());
      assertEquals(
          List.of("", "bb", "e"), IntStream.range(0, 3).mapToObj(out::getString).sorted().toList());
    }
  }

  /// Rows of a batch go into the next queue.
  @ParameterizedTest
  @EnumSource
  void rowsOfABatchGoIntoTheNextQueue(PooledKind kind) throws Exception {
    TensorQueue from = queue(PooledKind.FIFO, TEXT);
    TensorQueue to = queue(kind, TEXT);
    from.enqueueMany(texts("a", "", "ccc", "dd"));
    try (Batch batch = from.newBatch(4)) {
      from.dequeueMany(batch);
      to.enqueueMany(kind.with(Tensors.vector(1, 2), batch.component(0).slice(1, 3)));
      to.enqueue(kind.with(Tensors.scalar(3), batch.component(0).row(3)));
    }
    int length = 0;
    for (int i = 0; i < 3; i++) {
      length += string(to, kind).length();
    }
    assertEquals(5, length);
  }

  private static String string(TensorQueue queue, PooledKind kind) throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      assertTrue(queue.dequeue(batch, Wait.NOT_AT_ALL));
      return batch.component(kind.first()).getString(0);
    }
  }

  @Test
  void emptyStringsFillWhatARowLacks_D4() throws Exception {
    TensorQueue q = queue(PooledKind.PADDING, TensorSpec.of(DType.STRING, -1, -1));
    q.enqueue(texts("a", "b", "c", "d").reshape(TWO_BY_TWO));
    q.enqueue(texts("e", "f", "g").reshape(Shape.of(1, 3)));
    q.enqueue(texts("h", "i", "j").reshape(Shape.of(3, 1)));
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      String[] expected = {
        "a", "b", "", "c", "d", "", "", "", "",
        "e", "f", "g", "", "", "", "", "", "",
        "h", "", "", "i", "", "", "j", "", ""
      };
      assertEquals(Shape.of(3, 3, 3), batch.component(0).shape());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], batch.component(0).getString(i), "value " + i);
      }
    }
  }

  /// Of a batch without rows, too, the table is there.
  @ParameterizedTest
  @EnumSource
  void noRowsHaveNoStrings(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, TEXT, TensorSpec.of(DType.STRING, 2));
    try (Batch batch = q.newBatch(0)) {
      q.dequeueMany(batch);
      assertEquals(Shape.of(0), batch.component(kind.first()).shape());
      assertEquals(Shape.of(0, 2), batch.component(kind.first() + 1).shape());
      assertEquals(8, batch.component(kind.first()).segment().byteSize());
    }
  }

  @ParameterizedTest
  @EnumSource
  void stringsOfABatchAreDeadAfterItsClose(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, TEXT);
    q.enqueue(kind.with(Tensors.scalar(0), text("gone")));
    Batch batch = q.newBatch(1);
    q.dequeueMany(batch);
    Tensor row = batch.component(kind.first()).row(0);
    assertEquals("gone", row.getString(0));
    batch.close();
    assertThrows(IllegalStateException.class, () -> row.getString(0));
  }

  /// What needs the size beforehand, or memory lent, is refused, and says why.
  @ParameterizedTest
  @EnumSource
  void stringsAreNeitherWrittenInPlaceNorCopiedOutNorLent(PooledKind kind) {
    TensorQueue q = queue(kind, TEXT);
    Tensor[] element = kind.with(Tensors.scalar(0), text("a"));
    String component = "component " + kind.first() + " is ";
    refused(component + "string[], of no fixed size, and cannot be written", () -> q.newClaim(1));
    refused(component + "string[]", () -> q.enqueue(1L, WayIn.WRITER));
    refused(
        component + "string[], of no fixed size, and cannot be copied", () -> q.dequeue(element));
    refused(
        component + "a string (expected by reference: numbers)",
        () -> q.enqueueByReference(Wait.FOREVER, () -> {}, element));
  }

  private static void refused(String words, Call.Action action) {
    String message = assertThrows(InvalidArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(words), message);
  }

  /// A queue with slots has no place for them, so it has none: it is pooled.
  @Test
  void queuesOfStringsArePooledWithoutBeingTold() throws Exception {
    FifoQueue fifo = own(new FifoQueue(QueueConfig.of(2, TEXT)));
    ShuffleQueue shuffle = own(new ShuffleQueue(QueueConfig.of(2, TEXT), ShuffleConfig.of(0)));
    for (TensorQueue q : new TensorQueue[] {fifo, shuffle}) {
      q.enqueue(text("one"));
      assertEquals(16 + 3, q.bytes());
      assertEquals("one", string(q, PooledKind.FIFO));
    }
  }
}
