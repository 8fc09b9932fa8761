package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What several sources must have in common, and which shapes the queue gets (B8, B9).
class JoinTest {
  private static final Shape OPEN = Shape.of(Shape.UNKNOWN);

  @Test
  void everySourceHasOneWorkerAndKeepsItsOrder() throws InterruptedException { // B3
    Counting one = new Counting(40);
    Counting other =
        new Counting(60) {
          @Override
          public boolean next(long[] record) throws Exception {
            boolean more = super.next(record);
            record[0] += 1000;
            return more;
          }
        };
    try (BatchReader reader =
        Input.batchJoin(List.of(counted(one), counted(other))).batchSize(10).start()) {
      List<Long> all = Inputs.drain(reader).stream().flatMap(List::stream).toList();
      assertEquals(Inputs.range(0, 40), all.stream().filter(n -> n < 1000).toList());
      assertEquals(Inputs.range(1000, 1060), all.stream().filter(n -> n >= 1000).toList());
    }
    assertEquals(1, one.records.get());
    assertEquals(1, other.closes.get());
  }

  @Test
  void recordsMayBeOfDifferentKinds() throws InterruptedException {
    ElementSpec number = ElementSpec.of(Tensors.NUMBER);
    Examples<long[]> written =
        Examples.written(
            new Counting(3), number, (record, slot) -> slot.component(0).setLong(0, record[0]));
    TensorSource seven = new Once(Tensors.vector(7, 8));
    try (BatchReader reader =
        Input.batchJoin(List.of(written, Examples.rows(seven, number))).batchSize(5).start()) {
      assertTrue(reader.next());
      List<Long> all = InputFixture.longs(reader.batch().component(0));
      assertEquals(List.of(0L, 1L, 2L, 7L, 8L), all.stream().sorted().toList());
    }
  }

  @Test
  void namesDtypesAndNumbersOfComponentsMustBeEqual() { // B8
    assertRefused("examples: none", List.of());
    assertRefused("the same names", List.of(tensors(named("a", "b")), tensors(named("b", "a"))));
    assertRefused("the same names", List.of(tensors(named("a", "b")), tensors(named("a"))));
    assertRefused(
        "the same dtypes", List.of(tensors(Tensors.NUMBER), tensors(TensorSpec.of(DType.FLOAT32))));
  }

  @Test
  void dimensionsThatDifferAreRefused() { // B9
    assertRefused("compatible with [2]", List.of(number(2), number(3)));
    assertRefused("compatible with [2]", List.of(number(2), number(2, 2)));
  }

  @Test
  void aDimensionIsKnownWhereAllKnowIt() { // B9
    assertRefused("fully defined", List.of(number(2), number(Shape.UNKNOWN)));
    try (BatchReader reader =
        Input.batchJoin(List.of(number(2), number(Shape.UNKNOWN)))
            .batchSize(1)
            .dynamicPad(true)
            .start()) {
      assertEquals(List.of(OPEN), reader.queue().shapes());
      assertTrue(reader.queue() instanceof PaddingFifoQueue); // B2
    }
  }

  @Test
  void shapesThatAreGivenCount() { // B9
    ElementSpec anyRank = ElementSpec.of(new TensorSpec(DType.INT64, Shape.unknownRank(), ""));
    Batching unknown = Input.batch(tensors(anyRank)).batchSize(1);
    assertTrue(message(unknown::start).contains("cannot infer its rank"));
    try (BatchReader reader =
        Input.batch(tensors(anyRank)).batchSize(1).shapes(Shape.of(2)).start()) {
      assertEquals(List.of(Shape.of(2)), reader.queue().shapes());
    }
    Batching two = Input.batch(number(2)).batchSize(1).shapes(Shape.of(2), Shape.of(2));
    assertTrue(message(two::start).contains("one a component"));
    Batching other = Input.batch(number(2)).batchSize(1).shapes(Shape.of(3));
    assertTrue(message(other::start).contains("compatible with [3]"));
  }

  @Test
  void whatIsWrittenInPlaceHasAFixedSize() {
    ElementSpec open = ElementSpec.of(new TensorSpec(DType.INT64, OPEN, ""));
    Batching batching =
        Input.batch(Examples.written(new Counting(1), open, (record, slot) -> {}))
            .batchSize(1)
            .dynamicPad(true);
    assertTrue(message(batching::start).contains("Examples.single"));
  }

  @Test
  void aJoinHasNoNumberOfWorkers() { // B3
    assertTrue(
        message(() -> Input.batchJoin(List.of(number(2))).workers(2))
            .startsWith("workers: 2 (expected: not set"));
    Batching two =
        Input.shuffleBatchJoin(List.of(number(2), number(2))).batchSize(1).deterministic(true);
    assertTrue(message(two::start).startsWith("workers: 2"));
  }

  private static Examples<long[]> counted(Counting source) {
    return Examples.written(source, Inputs.PAIR, Inputs.WRITER);
  }

  private static ElementSpec named(String... names) {
    return new ElementSpec(
        List.of(names).stream().map(name -> TensorSpec.named(name, DType.INT64)).toList());
  }

  private static Examples<Tensor[]> number(long... dims) {
    return tensors(TensorSpec.of(DType.INT64, dims));
  }

  private static Examples<Tensor[]> tensors(TensorSpec component) {
    return tensors(ElementSpec.of(component));
  }

  private static Examples<Tensor[]> tensors(ElementSpec element) {
    return Examples.single(new Once(Tensors.vector(1, 2)), element);
  }

  private static void assertRefused(String words, List<Examples<?>> examples) {
    String message = message(() -> Input.batchJoin(examples).batchSize(1).start());
    assertTrue(message.contains(words), message);
  }

  private static String message(Runnable body) {
    return assertThrows(InvalidArgumentException.class, body::run).getMessage();
  }
}
