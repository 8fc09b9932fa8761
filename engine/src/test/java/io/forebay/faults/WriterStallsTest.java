package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.Claim;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A writer that never comes back between claim and publish: its thread has ended, or it blocks for
/// ever. It delays what is behind it, and only that; every wait ends by a cancelling close; and the
/// memory goes back once somebody gives the claim up.
class WriterStallsTest {
  private static final String TRACE = "io.forebay.trace.leases";

  private static TensorQueue traced(QueueKind kind, int capacity) {
    System.setProperty(TRACE, "true");
    try {
      return kind.create(capacity);
    } finally {
      System.clearProperty(TRACE);
    }
  }

  /// A thread of that name claims a row, and ends.
  private static Claim claimOfDeadThread(TensorQueue queue, String name) throws Exception {
    Claim claim = queue.newClaim(1);
    Thread thread =
        Thread.ofPlatform()
            .name(name)
            .start(() -> {
              try {
                queue.claim(claim, Wait.NOT_AT_ALL);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    thread.join();
    assertEquals(1, claim.rows());
    return claim;
  }

  private static boolean takes(QueueKind kind, TensorQueue queue, long number)
      throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      boolean took = queue.dequeueMany(batch, Wait.NOT_AT_ALL);
      assertTrue(!took || kind.numbers(batch)[0] == number);
      return took;
    }
  }

  /// What lies before it can be read; what lies behind it only where there is no order.
  @ParameterizedTest
  @EnumSource
  void aClaimOfAThreadThatHasEndedDelaysOnlyWhatIsBehindIt(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(3);
    assertTrue(kind.offer(queue, 1));
    try (Claim lost = claimOfDeadThread(queue, "gone")) {
      assertTrue(takes(kind, queue, 1));
      assertTrue(kind.offer(queue, 2));
      assertEquals(!kind.isOrdered(), takes(kind, queue, 2));
      assertEquals(1, lost.rows());
    }
    if (kind.isOrdered()) {
      Held.exactly(kind, queue, 2);
    } else {
      Held.exactly(kind, queue);
    }
  }

  /// A plain close waits for it; a cancelling one ends that wait, and whoever has the claim gives
  /// it up, from any thread. Until then `free` says how many, where, and by which thread.
  @ParameterizedTest
  @EnumSource
  void aClaimOfAThreadThatHasEndedIsToldByFreeAndGivenUpByAnybody(QueueKind kind) throws Exception {
    TensorQueue queue = traced(kind, 3);
    Claim lost = claimOfDeadThread(queue, "gone");
    assertTrue(kind.offer(queue, 2));
    Call<Void> close = Call.to(queue::close);
    Call.until(queue::isClosed);
    assertTrue(close.isRunning());
    var refused = assertThrows(IllegalStateException.class, queue::free);
    close.result();
    assertTrue(refused.getMessage().contains(" 1 rows are claimed or leased, "));
    assertEquals(1, refused.getSuppressed().length);
    assertEquals("Claim of 1 rows, taken by gone", refused.getSuppressed()[0].getMessage());
    Call.to(lost::close).result();
    Held.exactly(kind, queue, 2);
  }

  /// If nobody has the claim any more, the memory is its arena's: who gave one to the queue closes
  /// it, upon which every use is an exception.
  @ParameterizedTest
  @EnumSource
  void theArenaOfAQueueWithALostClaimCanBeClosed(QueueKind kind) throws Exception {
    Arena arena = Arena.ofShared();
    TensorQueue queue = kind.create(QueueConfig.of(3, Tensors.NUMBER).withArena(arena));
    claimOfDeadThread(queue, "gone");
    assertThrows(IllegalStateException.class, queue::free);
    arena.close();
    assertThrows(IllegalStateException.class, queue::size);
    assertThrows(IllegalStateException.class, () -> kind.offer(queue, 1));
    queue.free();
  }

  /// Producers and a plain close that wait end by the cancelling close; the writer, still inside,
  /// may finish later, and what it wrote is delivered.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIFO_ONE_PRODUCER")
  void aWriterThatBlocksForEverHoldsUpNobodyAfterACancellingClose(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(2);
    CountDownLatch release = new CountDownLatch(1);
    Call<Void> writer = blocked(kind, queue, release);
    assertTrue(kind.offer(queue, 100));
    Call<Void> producer = Call.to(() -> queue.enqueue(kind.element(8)));
    Call.until(() -> queue.waitingProducers() == 1);
    Call<Void> close = Call.to(queue::close);
    Call.until(() -> queue.waitingProducers() == 2);
    queue.close(true);
    producer.failure(CancelledException.class);
    close.failure(CancelledException.class);
    assertTrue(writer.isRunning());
    var refused = assertThrows(IllegalStateException.class, queue::free);
    assertTrue(refused.getMessage().contains(" 1 rows are claimed or leased, "));
    release.countDown();
    writer.result();
    Held.exactly(kind, queue, InPlaceForm.NEVER, 100);
  }

  /// So do consumers, who get the end of the data; what they cannot reach is there later.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIFO_ONE_PRODUCER")
  void consumersBehindAWriterThatBlocksGetTheEndAfterACancellingClose(QueueKind kind)
      throws Exception {
    TensorQueue queue = kind.create(4);
    CountDownLatch release = new CountDownLatch(1);
    Call<Void> writer = blocked(kind, queue, release);
    assertTrue(kind.offer(queue, 100));
    Call<Boolean> consumer =
        Call.of(() -> {
          try (Batch two = queue.newBatch(2)) {
            return queue.dequeueMany(two, Wait.FOREVER);
          }
        });
    Call.until(() -> queue.waitingConsumers() == 1);
    assertFalse(queue.isClosed());
    queue.close(true);
    consumer.failure(OutOfRangeException.class);
    assertTrue(writer.isRunning());
    release.countDown();
    writer.result();
    Held.exactly(kind, queue, InPlaceForm.NEVER, 100);
  }

  /// A thread that is in its writer until it is released.
  private static Call<Void> blocked(QueueKind kind, TensorQueue queue, CountDownLatch release)
      throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    Call<Void> writer =
        Call.to(() ->
            InPlaceForm.WRITER.put(
                kind,
                queue,
                () -> {
                  writing.countDown();
                  release.await();
                }));
    writing.await();
    return writer;
  }
}
