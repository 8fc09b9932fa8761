package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.PipelineFixture;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.input.BatchReader;
import io.forebay.input.Batching;
import io.forebay.input.Examples;
import io.forebay.input.KeepInput;
import io.forebay.input.RowFilter;
import io.forebay.queue.Batch;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/// A pipeline, and a coordinator of its runners, for the cases of inputs. Examples are numbers and
/// a text each.
abstract class InputCaseFixture extends PipelineFixture {
  static final TensorSpec VALUE = TensorSpec.named("value", DType.INT64);
  static final TensorSpec TAG = TensorSpec.named("tag", DType.STRING);

  /// As a map.
  static final ElementSpec NAMED = ElementSpec.of(VALUE, TAG);

  /// As a list.
  static final ElementSpec LISTED =
      ElementSpec.of(TensorSpec.of(DType.INT64), TensorSpec.of(DType.STRING));

  static final ElementSpec NUMBER = ElementSpec.of(TensorSpec.of(DType.INT64));

  /// What is known of an element whose rank is not.
  static final ElementSpec OF_ANY_RANK =
      ElementSpec.of(new TensorSpec(DType.INT64, Shape.unknownRank(), ""));

  /// One element of a batch.
  record Tagged(long value, String tag) {}

  @AfterEach
  void close() {
    stopAndFree();
  }

  /// 0 to `limit` - 1, each with its own text.
  static Examples<Tensor[]> counted(int limit, ElementSpec element) {
    return Examples.single(
        new MadeTensors(limit, n -> new Tensor[] {Tensors.scalar(n), Values.text("#" + n)}),
        element);
  }

  /// 0 to `limit` - 1 with that tag.
  static Examples<Tensor[]> counted(int limit, String tag, ElementSpec element) {
    return Examples.single(
        new MadeTensors(limit, n -> new Tensor[] {Tensors.scalar(n), Values.text(tag)}), element);
  }

  /// 99 so many times, with the tag `b`.
  static Examples<Tensor[]> ninetyNine(int times, ElementSpec element) {
    return Examples.single(
        new MadeTensors(times, n -> new Tensor[] {Tensors.scalar(99), Values.text("b")}), element);
  }

  /// 0 to `limit` - 1.
  static Examples<Tensor[]> numbers(int limit) {
    return Examples.single(new MadeTensors(limit, n -> new Tensor[] {Tensors.scalar(n)}), NUMBER);
  }

  /// Chunks of that many numbers, counted on.
  static Examples<Tensor[]> chunks(int chunks, int rows) {
    return Examples.rows(
        new MadeTensors(
            chunks, n -> new Tensor[] {Tensors.vector(Tensors.range(n * rows, (n + 1) * rows))}),
        NUMBER);
  }

  static KeepInput<Tensor[]> evenRecords() {
    return KeepInput.when(record -> record[0].getLong(0) % 2 == 0);
  }

  static KeepInput<Tensor[]> evenRows() {
    return KeepInput.rows((chunk, row) -> chunk[0].getLong(row) % 2 == 0);
  }

  /// A vector that does not fit: of rank 2.
  static KeepInput<Tensor[]> rowsByMatrix() {
    Tensor matrix = Tensors.of(DType.BOOL, 4, 1);
    return KeepInput.rows(RowFilter.mask(chunk -> matrix));
  }

  /// Starts the runners, and reads to the end.
  final List<List<Tagged>> drain(BatchReader reader) throws InterruptedException {
    startRunners();
    List<List<Tagged>> batches = new ArrayList<>();
    while (reader.next()) {
      batches.add(elements(reader.batch()));
    }
    assertThrows(OutOfRangeException.class, reader::take);
    return batches;
  }

  private static List<Tagged> elements(Batch batch) {
    List<Tagged> elements = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      elements.add(new Tagged(batch.component(0).getLong(row), batch.component(1).getString(row)));
    }
    return elements;
  }

  /// Starts the runners, and reads the numbers to the end.
  final List<List<Long>> drainNumbers(BatchReader reader) throws InterruptedException {
    startRunners();
    List<List<Long>> batches = new ArrayList<>();
    while (reader.next()) {
      batches.add(LongStream.of(Tensors.values(reader.batch().component(0))).boxed().toList());
    }
    assertThrows(OutOfRangeException.class, reader::take);
    return batches;
  }

  /// Four batches of five even numbers, then the end.
  final void assertFourEvenBatches(Batching batching) throws InterruptedException {
    List<List<Long>> batches = drainNumbers(batching.batchSize(5).in(pipeline));
    assertEquals(List.of(5, 5, 5, 5), batches.stream().map(List::size).toList());
    List<Long> all = CaseFixture.flat(batches);
    assertTrue(all.stream().allMatch(n -> n % 2 == 0), all.toString());
    assertEquals(20, all.stream().distinct().count());
  }

  /// What is in the batches are the numbers from 0 on, each once and with its own text.
  static void assertCountedOnce(int limit, List<List<Tagged>> batches) {
    List<Tagged> all = CaseFixture.flat(batches);
    assertEquals(range(limit), all.stream().map(Tagged::value).sorted().toList());
    all.forEach(each -> assertEquals("#" + each.value(), each.tag()));
  }

  /// The numbers with the tag `a`, in the order in which they came out.
  static List<Long> valuesOfA(List<List<Tagged>> batches) {
    return CaseFixture.flat(batches).stream()
        .filter(each -> each.tag().equals("a"))
        .map(Tagged::value)
        .toList();
  }

  /// So many 99 with the tag `b`, and nothing else but those with the tag `a`.
  static void assertNinetyNines(int times, List<List<Tagged>> batches) {
    List<Tagged> others =
        CaseFixture.flat(batches).stream().filter(each -> !each.tag().equals("a")).toList();
    assertEquals(Collections.nCopies(times, new Tagged(99, "b")), others);
  }

  /// All numbers, but mixed.
  static void assertMixed(int limit, List<Long> values) {
    assertEquals(range(limit), values.stream().sorted().toList());
    assertNotEquals(range(limit), values);
  }

  static List<Long> range(int limit) {
    return LongStream.range(0, limit).boxed().toList();
  }

  static void assertRefused(String words, Executable call) {
    String message = assertThrows(InvalidArgumentException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }
}
