package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that are chunks of several elements (B4, B13).
class ChunkTest {
  private static final Shape ROWS_OF_MASK = Shape.of(4);

  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
    Inputs.assertNoThreadOf("shuffle_batch");
  }

  @Test
  void chunksOfDifferentLengthsKeepTheOrder() throws InterruptedException { // B4
    try (BatchReader reader =
        Input.batch(Examples.rows(new Chunks(10), Inputs.PAIR)).batchSize(7).capacity(8).start()) {
      List<List<Long>> batches = Inputs.drain(reader); // 0 + 1 + .. + 9 elements
      assertEquals(Inputs.range(0, 42), batches.stream().flatMap(List::stream).toList());
      assertEquals(3, reader.leftOver());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void filterKeepsRowsInOrder(int workers) throws InterruptedException { // B13, TC-297
    RowFilter even = (chunk, row) -> chunk[0].getLong(row) % 2 == 0;
    try (BatchReader reader =
        Input.maybeBatch(Examples.rows(new Chunks(20), Inputs.PAIR), KeepInput.rows(even))
            .batchSize(5)
            .workers(workers)
            .allowSmallerFinalBatch(true)
            .start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(Inputs.range(0, 95).stream().map(n -> 2 * n).toList(), Inputs.sorted(batches));
      if (workers == 1) {
        assertEquals(Inputs.sorted(batches), batches.stream().flatMap(List::stream).toList());
      }
    }
  }

  @Test
  void keptRowsOfOneChunkStayTogether() throws InterruptedException { // Q6
    RowFilter even = (chunk, row) -> row % 2 == 0;
    try (BatchReader reader =
        Input.maybeBatch(Examples.rows(new Chunks(30), Inputs.PAIR), KeepInput.rows(even))
            .batchSize(1)
            .workers(4)
            .start()) {
      List<Long> values = new ArrayList<>();
      Inputs.drain(reader).forEach(values::addAll);
      for (int i = 1; i < values.size(); i++) {
        long before = values.get(i - 1);
        long value = values.get(i);
        assertTrue(value == before + 2 || Chunks.isFirst(value), before + ", " + value);
      }
    }
  }

  @Test
  void maskChoosesRows() throws InterruptedException { // B13, TC-319
    try (Arena arena = Arena.ofShared()) {
      Tensor mask = Tensor.allocate(arena, DType.BOOL, ROWS_OF_MASK);
      mask.setByte(1, (byte) 1);
      mask.setByte(3, (byte) 1);
      try (BatchReader reader =
          Input.maybeBatch(
                  Examples.rows(new Chunks(5, 4), Inputs.PAIR),
                  KeepInput.rows(RowFilter.mask(chunk -> mask)))
              .batchSize(2)
              .start()) {
        assertEquals(
            List.of(1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L, 19L),
            Inputs.sorted(Inputs.drain(reader)));
      }
    }
  }

  @Test
  void maskOfTheWrongLengthIsAnError() { // B13
    try (Arena arena = Arena.ofShared()) {
      Tensor mask = Tensor.allocate(arena, DType.BOOL, ROWS_OF_MASK);
      assertInvalid(
          Input.maybeBatch(
              Examples.rows(new Chunks(5, 3), Inputs.PAIR),
              KeepInput.rows(RowFilter.mask(chunk -> mask))));
      Tensor numbers = Tensor.allocate(arena, DType.INT8, Shape.of(3));
      assertInvalid(
          Input.maybeBatch(
              Examples.rows(new Chunks(5, 3), Inputs.PAIR),
              KeepInput.rows(RowFilter.mask(chunk -> numbers))));
    }
  }

  @Test
  void chunkOfTheWrongShapeIsAnError() { // Q16
    TensorSource unequal =
        new Chunks(5, 3) {
          @Override
          public boolean next(Tensor[] chunk) {
            boolean more = super.next(chunk);
            chunk[1] = chunk[1].slice(0, 2);
            return more;
          }
        };
    assertInvalid(Input.batch(Examples.rows(unequal, Inputs.PAIR)));
    assertInvalid(
        Input.maybeBatch(
            Examples.rows(unequal, Inputs.PAIR), KeepInput.rows((chunk, row) -> true)));
  }

  @Test
  void wholeChunksMayBeDropped() throws InterruptedException { // B12
    try (BatchReader reader =
        Input.maybeBatch(
                Examples.rows(new Chunks(6, 2), Inputs.PAIR),
                KeepInput.when(chunk -> chunk[0].getLong(0) % 4 == 0))
            .batchSize(2)
            .start()) {
      assertEquals(List.of(0L, 1L, 4L, 5L, 8L, 9L), Inputs.sorted(Inputs.drain(reader)));
    }
  }

  @Test
  void chunksAreShuffled() throws InterruptedException { // B19
    List<List<Long>> once = shuffled();
    assertEquals(Inputs.range(0, 780), Inputs.sorted(once));
    assertEquals(once, shuffled());
  }

  private static List<List<Long>> shuffled() throws InterruptedException {
    try (BatchReader reader =
        Input.shuffleBatch(Examples.rows(new Chunks(40), Inputs.PAIR))
            .batchSize(8)
            .capacity(50)
            .allowSmallerFinalBatch(true)
            .seed(3)
            .deterministic(true)
            .start()) {
      return Inputs.drain(reader);
    }
  }

  private static void assertInvalid(Batching batching) {
    try (BatchReader reader = batching.batchSize(2).start()) {
      InputException e = assertThrows(InputException.class, reader::next);
      assertTrue(e.getCause() instanceof InvalidArgumentException, e.toString());
    }
  }

  /// Chunk i has i elements, or a fixed number; the elements count on.
  private static class Chunks implements TensorSource {
    private final AtomicLong next = new AtomicLong();
    private final long limit;
    private final long rows;

    Chunks(long limit) {
      this(limit, -1);
    }

    Chunks(long limit, long rows) {
      this.limit = limit;
      this.rows = rows;
    }

    static boolean isFirst(long value) {
      for (long i = 0, first = 0; first <= value; i++, first += i - 1) {
        if (first == value) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Tensor[] newRecord() {
      return new Tensor[2];
    }

    @Override
    public boolean next(Tensor[] chunk) {
      long i = next.getAndIncrement();
      long n = rows < 0 ? i : rows;
      long first = rows < 0 ? i * (i - 1) / 2 : i * rows;
      chunk[0] = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(n));
      chunk[1] = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(n, 3));
      for (long row = 0; row < n; row++) {
        chunk[0].setLong(row, first + row);
        for (int k = 0; k < 3; k++) {
          chunk[1].setLong(3 * row + k, (first + row) * (first + row));
        }
      }
      return i < limit;
    }
  }
}
