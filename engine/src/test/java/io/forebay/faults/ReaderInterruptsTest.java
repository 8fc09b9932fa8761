package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.enqueuer.OrderedEnqueuer;
import io.forebay.enqueuer.Sequence;
import io.forebay.error.CancelledException;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import io.forebay.input.Source;
import io.forebay.queue.Call;
import io.forebay.queue.Tensors;
import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import io.forebay.wait.Cancellation;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Interrupts of those who read batches and items: they get nothing, and nothing is lost.
class ReaderInterruptsTest {
  private final LinkedBlockingQueue<Long> pipe = new LinkedBlockingQueue<>();
  private final BatchReader reader =
      Input.batch(Examples.written(new Pipe(), ElementSpec.of(Tensors.NUMBER), Pipe::write))
          .batchSize(2)
          .start();

  @AfterEach
  void close() {
    reader.close();
  }

  /// Delivers what the test puts in.
  private final class Pipe implements Source<long[]> {
    @Override
    public long[] newRecord() {
      return new long[1];
    }

    @Override
    public boolean next(long[] record) throws InterruptedException {
      record[0] = pipe.take();
      return true;
    }

    static void write(long[] record, Element slot) {
      slot.component(0).setLong(0, record[0]);
    }
  }

  private interface Reading {
    void run(BatchReader reader) throws Exception;
  }

  /// A call that waits for a batch, by its name; whether it can throw the interrupt.
  private record Wording(String name, boolean isChecked, Reading reading) {
    Class<? extends Throwable> thrown() {
      return isChecked ? InterruptedException.class : CancelledException.class;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wording> readings() {
    Cancellation step = Cancellation.flag();
    return Stream.of(
        new Wording("next()", true, BatchReader::next),
        new Wording("take()", true, BatchReader::take),
        new Wording("take(Cancellation)", true, reader -> reader.take(step)),
        new Wording("hasNext()", false, reader -> reader.asIterator().hasNext()));
  }

  /// Those that cannot throw it keep the status.
  @ParameterizedTest
  @MethodSource("readings")
  void anInterruptedReaderTakesNothing(Wording wording) throws Exception {
    for (boolean before : new boolean[] {true, false}) {
      boolean[] status = {wording.isChecked};
      Call<Void> call =
          Call.to(() -> {
            if (before) {
              Thread.currentThread().interrupt();
            }
            try {
              wording.reading.run(reader);
            } finally {
              status[0] = Thread.currentThread().isInterrupted();
            }
          });
      if (!before) {
        Call.until(() -> reader.queue().waitingConsumers() == 1);
        call.interrupt();
      }
      call.failure(wording.thrown());
      assertEquals(!wording.isChecked, status[0]);
    }
    pipe.addAll(List.of(1L, 2L));
    assertTrue(reader.next());
    assertEquals(List.of(1L, 2L), List.of(number(0), number(1)));
    assertEquals(1, reader.batches());
  }

  private long number(long row) {
    return reader.batch().component(0).getLong(row);
  }

  /// A worker that somebody interrupts while it waits for its source: its source failed, so the
  /// input ends, after what was read.
  @Test
  void anInterruptOfAWorkerIsAFailureOfItsSource() throws Exception {
    pipe.addAll(List.of(1L, 2L));
    assertTrue(reader.next());
    Thread worker = worker();
    Await.until("it waits", () -> worker.getState() == Thread.State.WAITING);
    worker.interrupt();
    Call<Boolean> next = Call.of(reader::next);
    var e = next.failure(InputException.class);
    assertTrue(e.getCause() instanceof InterruptedException, String.valueOf(e.getCause()));
    Await.end(worker);
  }

  private static Thread worker() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("QueueRunnerThread-batch-worker"))
        .findFirst()
        .orElseThrow();
  }

  /// Numbers, each of which is loaded when the test allows it.
  private static final class Allowed implements Sequence<Integer> {
    final Semaphore permits = new Semaphore(0);

    @Override
    public int length() {
      return 3;
    }

    @Override
    public Integer get(int index) throws InterruptedException {
      permits.acquire();
      return index;
    }
  }

  @Test
  void anInterruptedConsumerOfAnEnqueuerTakesNothing() {
    Allowed allowed = new Allowed();
    try (var enqueuer = OrderedEnqueuer.of(allowed)) {
      enqueuer.start(2, 4);
      Iterator<Integer> items = enqueuer.get();
      for (boolean before : new boolean[] {true, false}) {
        boolean[] status = {false};
        AtomicReference<Thread> thread = new AtomicReference<>();
        Call<Integer> call =
            Call.of(() -> {
              if (before) {
                Thread.currentThread().interrupt();
              }
              thread.set(Thread.currentThread());
              try {
                return items.next();
              } finally {
                status[0] = Thread.currentThread().isInterrupted();
              }
            });
        if (!before) {
          Call.until(() -> isWaiting(thread));
          call.interrupt();
        }
        call.failure(CancelledException.class);
        assertTrue(status[0], "an iterator cannot throw it");
      }
      allowed.permits.release(3);
      assertEquals(List.of(0, 1, 2), List.of(items.next(), items.next(), items.next()));
    }
  }

  private static boolean isWaiting(AtomicReference<Thread> thread) {
    return thread.get() != null && thread.get().getState() == Thread.State.WAITING;
  }

  /// It waits for its workers all the same, and the status stays.
  @Test
  void anInterruptDoesNotCutTheStopOfAnEnqueuerShort() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Sequence<Integer> deaf =
        new Sequence<>() {
          @Override
          public int length() {
            return 1;
          }

          @Override
          public Integer get(int index) {
            inside.countDown();
            Call.until(() -> release.getCount() == 0);
            return index;
          }
        };
    var enqueuer = OrderedEnqueuer.of(deaf);
    enqueuer.start();
    inside.await();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Call<Boolean> stop =
        Call.of(() -> {
          thread.set(Thread.currentThread());
          enqueuer.stop();
          return Thread.currentThread().isInterrupted();
        });
    Await.until("it joins", () -> isJoining(thread));
    stop.interrupt();
    Await.until("it joins again", () -> isJoining(thread));
    assertTrue(stop.isRunning());
    release.countDown();
    assertTrue(stop.result());
    assertFalse(enqueuer.isRunning());
  }

  private static boolean isJoining(AtomicReference<Thread> reference) {
    Thread thread = reference.get();
    return thread != null
        && thread.getState() == Thread.State.TIMED_WAITING
        && !thread.isInterrupted();
  }
}
