package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Components of which no shape was declared: elements may differ in it, and leave one by one (Q62,
/// R11, Q28).
class UndeclaredShapesTest extends PooledFixture {
  private static final TensorSpec ANY = new TensorSpec(DType.INT32, Shape.unknownRank(), "");
  private static final TensorSpec ANY_TEXT =
      new TensorSpec(DType.STRING, Shape.unknownRank(), "text");

  private static final Shape[] SHAPES = {
    Shape.scalar(), Shape.of(3), Shape.of(0), Shape.of(2, 1, 2), Shape.of(2, 0), Shape.of(1)
  };

  private TensorQueue queue(PooledKind kind, TensorSpec... components) {
    return own(kind.create(QueueConfig.of(20, components).withName("any")));
  }

  private static String refused(Call.Action action) {
    return assertThrows(InvalidArgumentException.class, action::run).getMessage();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PADDING")
  void everyElementKeepsItsOwnShape_Q62(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, Tensors.NUMBER, ANY, ANY);
    for (int id = 0; id < SHAPES.length; id++) {
      Shape other = SHAPES[SHAPES.length - 1 - id];
      q.enqueue(
          kind.with(
              Tensors.scalar(id),
              Tensors.scalar(id),
              Content.of(DType.INT32, SHAPES[id], id),
              Content.of(DType.INT32, other, -id)));
    }
    try (Batch batch = q.newBatch(1)) {
      for (int i = 0; i < SHAPES.length; i++) {
        q.dequeue(batch);
        int id = (int) batch.component(kind.first()).getLong(0);
        Tensor one = batch.component(kind.first() + 1);
        Tensor other = batch.component(kind.first() + 2);
        assertEquals(SHAPES[id], one.shape());
        Content.check(one, SHAPES[id], id);
        assertEquals(SHAPES[SHAPES.length - 1 - id], other.shape());
        Content.check(other, other.shape(), -id);
        release(batch);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PADDING")
  void severalAreNeverStacked_R11_Q28(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, Tensors.NUMBER, ANY);
    for (int stored = 0; stored < 2; stored++) {
      for (int rows = 0; rows < 3; rows++) {
        noneStacked(q, rows, kind.first() + 1);
      }
      q.enqueue(kind.with(Tensors.scalar(0), Tensors.scalar(1), Tensors.of(DType.INT32, 2)));
    }
    q.close();
    noneStacked(q, 0, kind.first() + 1);
    assertEquals(2, q.size());
  }

  private static void noneStacked(TensorQueue q, int rows, int component) {
    Batch batch = q.newBatch(rows);
    String ending =
        " needs specified shapes, component "
            + component
            + " has none (expected: dequeue, or a queue with shapes)";
    assertEquals("queue 'any': dequeueMany" + ending, refused(() -> q.dequeueMany(batch)));
    assertEquals("queue 'any': dequeueUpTo" + ending, refused(() -> q.dequeueUpTo(batch)));
    assertEquals(
        "queue 'any': dequeueAvailable" + ending,
        refused(() -> q.dequeueAvailable(batch, Duration.ZERO)));
    assertEquals(0, batch.rows());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PADDING")
  void stackedInputsNeedTheSameLeadingDimension_Q16(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, ANY, ANY);
    Tensor three = Tensors.of(DType.INT32, 3, 2);
    Tensor priorities = Tensors.vector(1, 2, 3);
    String message =
        refused(() -> q.enqueueMany(kind.with(priorities, three, Tensors.of(DType.INT32, 2, 2))));
    assertTrue(message.contains("expected [3] got [2,2]"), message);
    refused(() -> q.enqueueMany(kind.with(priorities, three, Tensors.of(DType.INT32))));
    refused(() -> q.enqueueMany(kind.with(Tensors.scalar(1), Tensors.of(DType.INT32), three)));
    assertEquals(0, q.size());
    q.enqueueMany(kind.with(priorities, three, Tensors.of(DType.INT32, 3)));
    assertEquals(3, q.size());
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertEquals(Shape.of(2), batch.component(kind.first()).shape());
      assertEquals(Shape.scalar(), batch.component(kind.first() + 1).shape());
    }
  }

  /// Rows of one enqueueMany share a shape, those of another may have a different one.
  @Test
  void stringsOfAnyShapeLeaveOneByOne() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, ANY_TEXT);
    Tensor many = Content.of(DType.STRING, Shape.of(2, 3), 1);
    q.enqueueMany(Map.of("text", many));
    q.enqueue(Map.of("text", Content.of(DType.STRING, Shape.scalar(), 9)));
    try (Batch batch = q.newBatch(1)) {
      for (int row = 0; row < 2; row++) {
        q.dequeue(batch);
        assertEquals(Shape.of(3), batch.component("text").shape());
        for (int i = 0; i < 3; i++) {
          assertEquals(many.row(row).getString(i), batch.component("text").getString(i));
        }
        release(batch);
      }
      q.dequeue(batch);
      Content.check(batch.component("text"), Shape.scalar(), 9);
    }
  }

  /// The priority has a shape, declared or not (P8, P11).
  @Test
  void aPriorityIsAlwaysASingleNumber_P8() {
    TensorQueue q = queue(PooledKind.PRIORITY, ANY);
    Tensor value = Tensors.of(DType.INT32, 2);
    String one = refused(() -> q.enqueue(Tensors.vector(1, 2), value));
    assertTrue(one.contains("expected [] got [2]"), one);
    String many =
        refused(() -> q.enqueueMany(Tensors.vector(1, 2, 3, 4).reshape(Shape.of(2, 2)), value));
    assertTrue(many.contains("expected [2] got [2,2]"), many);
  }

  /// A dimension that is unknown is for padding queues only (Q61).
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PADDING")
  void aShapeIsDeclaredWholeOrNotAtAll_Q61(PooledKind kind) {
    QueueConfig config = QueueConfig.of(2, TensorSpec.of(DType.INT32, 2, -1));
    String message = refused(() -> kind.create(config));
    assertTrue(message.contains("unknown dimensions are for a PaddingFifoQueue"), message);
  }

  /// The size is not known before.
  @Test
  void thereIsNoWayInOrOutThatNeedsTheSizeBefore() {
    TensorQueue q = queue(PooledKind.FIFO, ANY);
    refused(() -> q.newClaim(1));
    refused(() -> q.enqueue(1L, WayIn.WRITER));
    refused(() -> q.dequeue(Tensors.of(DType.INT32, 2)));
  }
}
