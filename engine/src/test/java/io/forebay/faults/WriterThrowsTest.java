package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.Claim;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A writer that throws between claim and publish, whatever it throws, in every form, into every
/// kind of queue: its caller gets what was thrown, nobody else notices.
class WriterThrowsTest {
  static Stream<Arguments> kindsAndForms() {
    return Arrays.stream(QueueKind.values())
        .flatMap(kind -> Arrays.stream(InPlaceForm.values()).map(form -> Arguments.of(kind, form)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndForms")
  void whatAWriterThrowsIsItsCallersAndNothingGoesIn(QueueKind kind, InPlaceForm form)
      throws Exception {
    for (WriterFault fault : WriterFault.values()) {
      TensorQueue queue = kind.create(4);
      assertTrue(kind.offer(queue, 1));
      Throwable own = assertThrows(Throwable.class, fault::strike);
      Throwable thrown =
          assertThrows(Throwable.class, () -> form.put(kind, queue, fault::strike), fault.name());
      assertEquals(own.getClass(), thrown.getClass(), fault.name());
      assertEquals(0, thrown.getSuppressed().length, fault.name());
      assertFalse(Thread.currentThread().isInterrupted(), "who throws it has cleared it");
      try (Batch batch = queue.newBatch(1)) {
        assertTrue(queue.dequeueMany(batch, Wait.NOT_AT_ALL), fault.name());
        assertEquals(1, kind.numbers(batch)[0]);
      }
      for (int number = 2; number <= 5; number++) {
        assertTrue(kind.offer(queue, number), "all the room is back: " + fault);
      }
      assertFalse(kind.offer(queue, 6));
      assertEquals(5, queue.counters().enqueued());
      Held.exactly(kind, queue, 2, 3, 4, 5);
    }
  }

  /// Rows of a claim that are published stay; the others are given up. (A priority queue has claims
  /// of one row.)
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRIORITY")
  void whatWasPublishedBeforeTheFaultStays(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(4);
    Claim claim = queue.newClaim(3);
    assertThrows(
        WriterFault.Death.class,
        () -> {
          try (claim) {
            queue.claim(claim);
            kind.write(claim.element(0), 1);
            kind.write(claim.element(1), 2);
            claim.publish(2);
            WriterFault.DEATH.strike();
          }
        });
    assertTrue(kind.offer(queue, 3));
    Held.exactly(kind, queue, 1, 2, 3);
  }

  /// A consumer that waits for the row, and a close that waits for the claim, go on.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIFO_ONE_PRODUCER")
  void whoWaitsForAWriterThatThrowsGoesOn(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(4);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch struck = new CountDownLatch(1);
    Call<Void> writer =
        Call.to(() ->
            InPlaceForm.WRITER.put(
                kind,
                queue,
                () -> {
                  writing.countDown();
                  struck.await();
                  WriterFault.DEATH.strike();
                }));
    writing.await();
    assertTrue(kind.offer(queue, 7));
    Call<Void> close = Call.to(queue::close);
    Call.until(queue::isClosed);
    Call<Boolean> consumer =
        Call.of(() -> {
          try (Batch two = queue.newBatch(2)) {
            return queue.dequeueMany(two, Wait.FOREVER);
          }
        });
    Call.until(() -> queue.waitingConsumers() == 1);
    assertTrue(close.isRunning());
    struck.countDown();
    writer.failure(WriterFault.Death.class);
    close.result();
    consumer.failure(OutOfRangeException.class);
    Held.exactly(kind, queue, 7);
  }

  /// A producer that waits for the room goes on.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIFO_ONE_PRODUCER")
  void whoWaitsForTheRoomOfAWriterThatThrowsGetsIt(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(1);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch struck = new CountDownLatch(1);
    Call<Void> writer =
        Call.to(() ->
            InPlaceForm.CLAIM_OF_ONE.put(
                kind,
                queue,
                () -> {
                  writing.countDown();
                  struck.await();
                  WriterFault.OUT_OF_MEMORY.strike();
                }));
    writing.await();
    Call<Void> next = Call.to(() -> queue.enqueue(kind.element(8)));
    Call.until(() -> queue.waitingProducers() == 1);
    struck.countDown();
    writer.failure(OutOfMemoryError.class);
    next.result();
    Held.exactly(kind, queue, 8);
  }
}
