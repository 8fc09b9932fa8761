package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Operation;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Call;
import io.forebay.wait.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EpochLimitTest {
  @Test
  void exactlySoManyRunsOverAllThreads() { // I2
    AtomicInteger runs = new AtomicInteger();
    Operation limited =
        Producers.limitEpochs(Operation.of("count", c -> runs.incrementAndGet()), 1000);
    List<Call<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(Call.of(() -> runToTheEnd(limited)));
    }
    assertEquals(1000, calls.stream().mapToInt(Call::result).sum());
    assertEquals(1000, runs.get());
    assertEquals("count", limited.name());
  }

  @Test
  void aSourceEndsAfterSoManyRecords() throws Exception { // I2
    Counting source = new Counting(100);
    try (BatchReader reader =
        Input.batch(Examples.written(Producers.limitEpochs(source, 7), Inputs.PAIR, Inputs.WRITER))
            .batchSize(1)
            .workers(3)
            .start()) {
      assertEquals(Inputs.range(0, 7), Inputs.sorted(Inputs.drain(reader)));
    }
    assertEquals(7, source.next.get());
    assertEquals(1, source.closes.get());
  }

  @Test
  void withoutALimitNothingChanges() { // I2
    Counting source = new Counting(1);
    assertSame(source, Producers.limitEpochs(source, null));
  }

  @Test
  void aLimitBelowOneIsRefused() { // I2
    Counting source = new Counting(1);
    for (int limit : new int[] {0, -1}) {
      String message =
          assertThrows(InvalidArgumentException.class, () -> Producers.limitEpochs(source, limit))
              .getMessage();
      assertTrue(message.startsWith("numEpochs: " + limit), message);
    }
  }

  private static int runToTheEnd(Operation limited) throws Exception {
    int runs = 0;
    try {
      while (true) {
        limited.run(Cancellation.flag());
        runs++;
      }
    } catch (OutOfRangeException end) {
      return runs;
    }
  }
}
