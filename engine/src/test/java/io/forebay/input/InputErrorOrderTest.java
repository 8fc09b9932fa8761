package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.queue.ElementWriter;
import io.forebay.wait.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One worker fails while others are at work.
class InputErrorOrderTest {
  private final IOException bad = new IOException("bad record");

  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
  }

  @Test
  void laterErrorsAreSuppressedInTheFirst() {
    CountDownLatch both = new CountDownLatch(2);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            super.next(record);
            both.countDown();
            both.await();
            throw new IOException("worker " + record[0]);
          }
        };
    try (BatchReader reader = batching(source).batchSize(3).workers(2).start()) {
      InputException e = assertThrows(InputException.class, reader::next);
      assertEquals(1, e.getCause().getSuppressed().length);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void errorReachesTheConsumerWhileAnotherWorkerStillReads(boolean idling)
      throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            super.next(record);
            if (record[0] == 0) {
              reading.countDown();
              never.await();
            }
            reading.await();
            if (record[0] == 4) {
              throw bad;
            }
            return true;
          }
        };
    Waiting waiting = idling ? Waiting.idling(YieldingIdleStrategy::new) : Waiting.parking();
    try (BatchReader reader = batching(source).batchSize(3).workers(2).waiting(waiting).start()) {
      assertTrue(reader.next());
      assertEquals(Inputs.range(1, 4), Inputs.values(reader.batch()));
      assertSame(bad, assertThrows(InputException.class, reader::next).getCause());
      assertEquals(1, never.getCount());
    } // and the one that reads is interrupted
    assertEquals(0, bad.getSuppressed().length); // not an error on top of it
  }

  @Test
  void recordsInHandAreEnqueuedBeforeTheError() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    ElementWriter<long[], Exception> slow =
        (record, slot) -> {
          if (record[0] == 0) {
            failed.await();
          }
          Inputs.WRITER.write(record, slot);
        };
    CountDownLatch first = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            super.next(record);
            if (record[0] == 0) {
              first.countDown();
              return true;
            }
            first.await();
            throw bad;
          }
        };
    try (BatchReader reader =
        Input.batch(Examples.written(source, Inputs.PAIR, slow))
            .batchSize(2)
            .workers(2)
            .allowSmallerFinalBatch(true)
            .start()) {
      Await.until("the error is known", () -> reader.error() != null);
      failed.countDown();
      assertTrue(reader.next());
      assertEquals(List.of(0L), Inputs.values(reader.batch()));
      assertSame(bad, assertThrows(InputException.class, reader::next).getCause());
    }
  }

  private static Batching batching(Counting source) {
    return Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }
}
