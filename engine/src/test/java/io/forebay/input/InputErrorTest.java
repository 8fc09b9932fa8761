package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Coordinator;
import io.forebay.queue.ElementWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An error ends the input the way the end of a file does.
class InputErrorTest {
  private final IOException bad = new IOException("file: record 37 at byte 999: bad");

  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
    Inputs.assertNoThreadOf("shuffle_batch");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "4, false", "4, true"})
  void readersErrorComesAfterTheLastGoodBatch(int workers, boolean smaller)
      throws InterruptedException {
    Coordinator coordinator = new Coordinator();
    try (BatchReader reader =
        Input.batch(Examples.written(failingAt(37), Inputs.PAIR, Inputs.WRITER))
            .batchSize(5)
            .workers(workers)
            .allowSmallerFinalBatch(smaller)
            .coordinator(coordinator)
            .start()) {
      List<List<Long>> batches = new ArrayList<>();
      InputException e = assertThrows(InputException.class, () -> drainInto(reader, batches));
      assertSame(bad, e.getCause());
      assertEquals(bad.getMessage(), e.getMessage());
      assertEquals(smaller ? 8 : 7, batches.size());
      if (smaller || workers == 1) { // which rows are left over is known
        assertEquals(Inputs.range(0, smaller ? 37 : 35), Inputs.sorted(batches));
      }
      assertEquals(smaller ? 0 : 2, reader.leftOver());
      assertSame(bad, reader.error());
      assertThrows(InputException.class, reader::next); // again at every further call
      assertFalse(coordinator.shouldStop()); // an end, not a stop
    }
  }

  @Test
  void shuffledInputDrainsBeforeTheError() throws InterruptedException {
    try (BatchReader reader =
        Input.shuffleBatch(Examples.written(failingAt(37), Inputs.PAIR, Inputs.WRITER))
            .batchSize(5)
            .workers(2)
            .allowSmallerFinalBatch(true)
            .start()) {
      List<List<Long>> batches = new ArrayList<>();
      assertThrows(InputException.class, () -> drainInto(reader, batches));
      assertEquals(Inputs.range(0, 37), Inputs.sorted(batches));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void writersErrorGivesItsRowUp(int workers) throws InterruptedException {
    ElementWriter<long[], IOException> writer =
        (record, slot) -> {
          if (record[0] == 17) {
            throw bad;
          }
          Inputs.WRITER.write(record, slot);
        };
    try (BatchReader reader =
        Input.batch(Examples.written(new Counting(1000), Inputs.PAIR, writer))
            .batchSize(4)
            .workers(workers)
            .allowSmallerFinalBatch(true)
            .start()) {
      List<List<Long>> batches = new ArrayList<>();
      InputException e = assertThrows(InputException.class, () -> drainInto(reader, batches));
      assertSame(bad, e.getCause());
      List<Long> values = Inputs.sorted(batches);
      assertTrue(values.containsAll(Inputs.range(0, 17)));
      assertFalse(values.contains(17L));
      if (workers == 1) {
        assertEquals(17, values.size());
      }
    }
  }

  @Test
  void errorAtTheVeryFirstRecord() {
    try (BatchReader reader = batching(failingAt(0)).batchSize(3).workers(3).start()) {
      assertSame(bad, assertThrows(InputException.class, reader::next).getCause());
      assertEquals(0, reader.batches());
    }
  }

  @Test
  void errorWhileMakingTheRecord() {
    Counting source =
        new Counting(10) {
          @Override
          public long[] newRecord() {
            throw new OutOfMemoryError("no room for a record");
          }
        };
    try (BatchReader reader = batching(source).batchSize(3).start()) {
      InputException e = assertThrows(InputException.class, reader::next);
      assertEquals("no room for a record", e.getMessage());
    }
  }

  @Test
  void predicatesErrorIsTheInputsError() {
    try (BatchReader reader =
        Input.maybeBatch(
                Examples.written(new Counting(10), Inputs.PAIR, Inputs.WRITER),
                KeepInput.when(record -> {
                  throw new IllegalStateException("cannot tell");
                }))
            .batchSize(3)
            .start()) {
      assertEquals("cannot tell", assertThrows(InputException.class, reader::next).getMessage());
    }
  }

  @Test
  void iteratorThrowsTheErrorToo() {
    try (BatchReader reader = batching(failingAt(4)).batchSize(3).start()) {
      var batches = reader.asIterator();
      assertEquals(Inputs.range(0, 3), Inputs.values(batches.next()));
      assertThrows(InputException.class, batches::hasNext);
      assertThrows(InputException.class, batches::next);
    }
  }

  @Test
  void errorOfClosingTheSourceIsThrownByClose() {
    Counting source =
        new Counting(10) {
          @Override
          public void close() {
            super.close();
            throw new IllegalStateException("cannot close");
          }
        };
    BatchReader reader = batching(source).batchSize(3).start();
    assertEquals("cannot close", assertThrows(InputException.class, reader::close).getMessage());
    reader.close();
    assertEquals(1, source.closes.get());
    assertNull(reader.error());
  }

  private static Batching batching(Counting source) {
    return Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }

  /// 0 to `record` - 1, then the error once, then the end.
  private Counting failingAt(long record) {
    return new Counting(Long.MAX_VALUE) {
      @Override
      public synchronized boolean next(long[] buffer) throws Exception {
        super.next(buffer);
        if (buffer[0] == record) {
          throw bad;
        }
        return buffer[0] < record;
      }
    };
  }

  private static void drainInto(BatchReader reader, List<List<Long>> batches)
      throws InterruptedException {
    while (reader.next()) {
      batches.add(Inputs.values(reader.batch()));
    }
  }
}
