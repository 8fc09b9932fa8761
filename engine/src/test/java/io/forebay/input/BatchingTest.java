package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forebay.error.InvalidArgumentException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {
  private final Counting source = new Counting(10);

  @Test
  void valuesThatCannotWorkAreNamed() { // B3, B15
    assertRefused("batchSize: 0 (expected: at least 1)", () -> batching().batchSize(0));
    assertRefused("batchSize: -3 (expected: at least 1)", () -> batching().batchSize(-3));
    assertRefused("batchSize: 0 (expected: at least 1)", () -> batching().start());
    assertRefused(
        "capacity: 0 (expected: at least 1, or negative for no bound)",
        () -> batching().capacity(0));
    assertRefused("workers: 0 (expected: at least 1)", () -> batching().workers(0));
    assertRefused(
        "seed: 7 (expected: not set, the input is not shuffled)", () -> batching().seed(7));
    assertRefused(
        "minAfterDequeue: -1 (expected: at least 0)", () -> shuffling().minAfterDequeue(-1));
    assertRefused(
        "minAfterDequeue: 10 (expected: below the capacity, 10)",
        () -> shuffling().batchSize(5).capacity(10).minAfterDequeue(10).start());
    assertRefused(
        "workers: 2 (expected: 1, since the order is to be deterministic)",
        () -> shuffling().batchSize(5).deterministic(true).workers(2).start());
    assertRefused(
        "closeGrace: PT-1S (expected: 0 to PT24H)",
        () -> batching().closeGrace(Duration.ofSeconds(-1)));
    assertRefused(
        "capacity: 2147483647 (expected: at most 1073741824, or negative for no bound)",
        () -> batching().batchSize(1).capacity(Integer.MAX_VALUE).start());
  }

  @Test
  void whatIsNotForTheKindOfInputIsRefused() { // B1
    assertRefused(
        "dynamicPad: true (expected: not set, the input is shuffled)",
        () -> shuffling().dynamicPad(true));
    assertRefused(
        "deterministic: true (expected: not set, the input is not shuffled)",
        () -> batching().deterministic(true));
    assertRefused("byteBudget: 0 (expected: at least 1)", () -> batching().byteBudget(0));
    assertRefused(
        "minAfterDequeue: none (expected: a number, as there is no capacity to halve)",
        () -> shuffling().batchSize(5).capacity(-1).start());
  }

  @Test
  void whatStaysIsBelowTheCapacityInAllFour() { // B15
    Examples<long[]> examples = Examples.written(source, Inputs.PAIR, Inputs.WRITER);
    KeepInput<long[]> all = KeepInput.when(record -> true);
    for (Batching batching :
        List.of(
            Input.shuffleBatch(examples),
            Input.maybeShuffleBatch(examples, all),
            Input.shuffleBatchJoin(List.of(examples)),
            Input.maybeShuffleBatchJoin(List.of(examples), all))) {
      assertRefused(
          "minAfterDequeue: 32 (expected: below the capacity, 32)",
          () -> batching.batchSize(5).minAfterDequeue(32).start());
    }
  }

  @Test
  void failedStartClosesTheSource() {
    assertThrows(InvalidArgumentException.class, () -> batching().start());
    assertEquals(1, source.closes.get());
  }

  @Test
  void startsOnce() {
    Batching batching = batching().batchSize(2);
    try (BatchReader reader = batching.start()) {
      assertThrows(IllegalStateException.class, batching::start);
      assertEquals(2, reader.batch().maxRows());
    }
  }

  @Test
  void recordsCostTheirWorkerNoGarbage() throws InterruptedException {
    for (String module : List.of("java.management", "jdk.management")) {
      BatchingTest.class.getModule().addReads(ModuleLayer.boot().findModule(module).orElseThrow());
    }
    MeasuredSource measured = new MeasuredSource();
    try (BatchReader reader =
        Input.maybeBatch(
                Examples.written(measured, Inputs.PAIR, Inputs.WRITER),
                KeepInput.when(record -> true))
            .batchSize(16)
            .capacity(64)
            .start()) {
      while (reader.next()) {
        assertEquals(16, reader.batch().rows());
      }
    }
    long bytes = measured.after - measured.before;
    assertTrue(bytes < MeasuredSource.MEASURED, bytes + " bytes"); // less than one a record
  }

  private Batching batching() {
    return Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }

  private Batching shuffling() {
    return Input.shuffleBatch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }

  private static void assertRefused(String message, Runnable body) {
    assertEquals(message, assertThrows(InvalidArgumentException.class, body::run).getMessage());
  }

  /// Looks at what its only worker has allocated, after a warm-up and at the end.
  private static final class MeasuredSource implements Source<long[]> {
    static final long WARM_UP = 50_000;
    static final long MEASURED = 200_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long n;
    long before;
    long after;

    @Override
    public long[] newRecord() {
      return new long[1];
    }

    @Override
    public boolean next(long[] record) {
      if (n == WARM_UP) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      if (n == WARM_UP + MEASURED) {
        after = threads.getCurrentThreadAllocatedBytes();
        return false;
      }
      record[0] = n++;
      return true;
    }
  }
}
