package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.ShuffleConfig;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleBatchTest {
  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("shuffle_batch");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void deliversExactlyOnceAndMixed(int workers) throws InterruptedException { // B19, TC-329, TC-332
    try (BatchReader reader =
        shuffling(30)
            .capacity(32)
            .minAfterDequeue(16)
            .batchSize(10)
            .workers(workers)
            .seed(141421)
            .start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(3, batches.size());
      assertEquals(Inputs.range(0, 30), Inputs.sorted(batches));
      assertNotEquals(Inputs.range(0, 30), batches.stream().flatMap(List::stream).toList());
      assertEquals(141421, Objects.requireNonNull(reader.shuffle()).seed());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "4, false"})
  void keptRecordsOnly(int workers, boolean smaller) throws InterruptedException { // TC-335
    try (BatchReader reader =
        Input.maybeShuffleBatch(
                Examples.written(new Counting(45), Inputs.PAIR, Inputs.WRITER),
                KeepInput.when(record -> record[0] % 2 == 0))
            .capacity(10)
            .minAfterDequeue(1)
            .batchSize(5)
            .workers(workers)
            .allowSmallerFinalBatch(smaller)
            .start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(smaller ? 5 : 4, batches.size());
      assertTrue(Inputs.sorted(batches).stream().allMatch(n -> n % 2 == 0));
      assertEquals(smaller ? 0 : 3, reader.leftOver());
    }
  }

  @Test
  void sameSeedSameOrder() throws InterruptedException { // R10
    List<List<Long>> once = deterministic(5);
    assertEquals(Inputs.range(0, 1000), Inputs.sorted(once));
    assertEquals(once, deterministic(5));
    assertNotEquals(once, deterministic(6));
  }

  @Test
  void batchMayBeLargerThanWhatMayLeave() throws InterruptedException { // B6, R3
    try (BatchReader reader =
        shuffling(100).capacity(10).minAfterDequeue(8).batchSize(25).deterministic(true).start()) {
      assertEquals(4, Inputs.drain(reader).size());
    }
  }

  @Test
  void halfTheCapacityStaysBehindByDefault() {
    try (BatchReader reader = shuffling(100).capacity(10).batchSize(5).start()) {
      ShuffleConfig shuffle = Objects.requireNonNull(reader.shuffle());
      assertEquals(5, shuffle.minAfterDequeue());
      assertTrue(reader.fullness() >= 0 && reader.fullness() <= 1); // B14
    }
  }

  private static List<List<Long>> deterministic(long seed) throws InterruptedException {
    try (BatchReader reader =
        shuffling(1000)
            .capacity(64)
            .minAfterDequeue(32)
            .batchSize(20)
            .seed(seed)
            .deterministic(true)
            .start()) {
      return Inputs.drain(reader);
    }
  }

  private static Batching shuffling(int items) {
    return Input.shuffleBatch(Examples.written(new Counting(items), Inputs.PAIR, Inputs.WRITER));
  }
}
