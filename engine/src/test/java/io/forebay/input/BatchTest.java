package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Element;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
  }

  @Test
  void oneWorkerKeepsTheOrder() throws InterruptedException { // B3, B5
    Counting source = new Counting(30);
    try (BatchReader reader = batching(source).batchSize(10).start()) {
      assertEquals(
          List.of(Inputs.range(0, 10), Inputs.range(10, 20), Inputs.range(20, 30)),
          Inputs.drain(reader));
      assertFalse(reader.next()); // and again
      assertEquals(3, reader.batches());
      assertEquals(30, reader.rows());
      assertEquals(0, reader.leftOver());
      assertTrue(reader.starvedNanos() > 0);
      assertNull(reader.error());
      assertNull(reader.shuffle());
    }
    assertEquals(1, source.records.get());
    assertEquals(1, source.closes.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 35})
  void severalWorkersDeliverExactlyOnce(int items) throws InterruptedException { // B17, TC-282
    Counting source = new Counting(items);
    try (BatchReader reader =
        batching(source).batchSize(5).workers(4).allowSmallerFinalBatch(true).start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(items / 5, batches.size());
      assertEquals(Inputs.range(0, items), Inputs.sorted(batches));
    }
    assertTrue(source.records.get() <= 4);
  }

  @Test
  void manyRecordsThroughASmallQueue() throws InterruptedException { // Q10
    try (BatchReader reader =
        batching(new Counting(20_000)).batchSize(7).capacity(16).workers(3).start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(20_000 / 7, batches.size());
      assertEquals(20_000 % 7, reader.leftOver());
      assertEquals(20_000L - 20_000 % 7, Set.copyOf(Inputs.sorted(batches)).size());
    }
  }

  @Test
  void batchMayBeLargerThanTheQueue() throws InterruptedException { // B6
    try (BatchReader reader = batching(new Counting(100)).batchSize(50).capacity(8).start()) {
      assertEquals(List.of(Inputs.range(0, 50), Inputs.range(50, 100)), Inputs.drain(reader));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void droppedRecordsAreConsumed(int workers) throws InterruptedException { // B12, TC-292, TC-294
    Counting source = new Counting(40);
    try (BatchReader reader =
        Input.maybeBatch(examples(source), KeepInput.when(record -> record[0] % 2 == 0))
            .batchSize(5)
            .workers(workers)
            .start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(4, batches.size());
      assertEquals(Inputs.range(0, 20).stream().map(n -> 2 * n).toList(), Inputs.sorted(batches));
    }
    assertEquals(40 + workers, source.next.get());
  }

  @Test
  void inputOfWhichNothingIsKeptEnds() throws InterruptedException { // B12, TX-21
    Counting source = new Counting(40);
    try (BatchReader reader =
        Input.maybeBatch(examples(source), KeepInput.when(record -> false)).batchSize(5).start()) {
      assertFalse(reader.next());
      assertEquals(0, reader.leftOver());
    }
    assertEquals(41, source.next.get());
  }

  @Test
  void sourceWithoutRecordsEndsAtOnce() throws InterruptedException {
    try (BatchReader reader =
        batching(new Counting(0)).batchSize(1).workers(2).allowSmallerFinalBatch(true).start()) {
      assertFalse(reader.next());
      assertEquals(0, reader.batches());
    }
  }

  @Test
  void outOfRangeFromTheSourceIsItsEnd() throws InterruptedException { // U21
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            if (!super.next(record)) {
              throw new OutOfRangeException("the queue before is drained");
            }
            return true;
          }
        };
    try (BatchReader reader = batching(source).batchSize(5).start()) {
      assertEquals(Inputs.range(0, 10), Inputs.sorted(Inputs.drain(reader)));
      assertNull(reader.error());
    }
  }

  @Test
  void eachWorkerHasItsOwnWriterAndRecord() throws InterruptedException {
    Set<Object> makers = ConcurrentHashMap.newKeySet();
    Counting source = new Counting(1000);
    try (BatchReader reader =
        Input.batch(
                Examples.written(
                    source,
                    Inputs.PAIR,
                    () -> {
                      Thread maker = Thread.currentThread();
                      makers.add(maker);
                      return (long[] record, Element slot) -> {
                        assertSame(maker, Thread.currentThread());
                        Inputs.WRITER.write(record, slot);
                      };
                    }))
            .batchSize(10)
            .workers(3)
            .start()) {
      assertEquals(Inputs.range(0, 1000), Inputs.sorted(Inputs.drain(reader)));
    }
    assertEquals(source.records.get(), makers.size());
  }

  @Test
  void writersAndMakersOfWritersMayBeMethods() throws InterruptedException {
    Parser parser = new Parser();
    try (BatchReader shared =
            Input.batch(Examples.written(new Counting(4), Inputs.PAIR, parser::parse))
                .batchSize(4)
                .start();
        BatchReader own =
            Input.batch(
                    Examples.written(
                        new Counting(4), Inputs.PAIR, () -> parser.newInstance()::parse))
                .batchSize(4)
                .start()) {
      assertEquals(Inputs.drain(shared), Inputs.drain(own));
    }
  }

  private static final class Parser {
    Parser newInstance() {
      return new Parser();
    }

    void parse(long[] record, Element slot) throws IOException {
      Inputs.WRITER.write(record, slot);
    }
  }

  @Test
  void waitingAndMemoryAndPinningAsAsked() throws InterruptedException {
    try (BatchReader reader =
        batching(new Counting(500))
            .batchSize(10)
            .workers(2)
            .waiting(Waiting.idling(YieldingIdleStrategy::new))
            .memory(MemoryPolicy.PLAIN)
            .cpus(0)
            .start()) {
      assertEquals(50, Inputs.drain(reader).size());
      Await.until("both tried to pin", () -> reader.pinning().size() == 2);
    }
  }

  private static Batching batching(Counting source) {
    return Input.batch(examples(source));
  }

  private static Examples<long[]> examples(Counting source) {
    return Examples.written(source, Inputs.PAIR, Inputs.WRITER);
  }
}
