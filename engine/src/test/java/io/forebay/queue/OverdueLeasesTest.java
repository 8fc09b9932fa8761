package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.ring.SegmentWords;
import io.forebay.wait.MachineThreads;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Under the property a claim or batch that nobody closes is reported by those who wait for it,
/// with the place that took it. Time passes only where a thread parks.
class OverdueLeasesTest {
  private final Clock clock = new Clock();
  private LoggedWarnings logged;

  /// Parking is a step of the clock.
  private static final class Clock extends MachineThreads {
    private long nanos = 1_000;
    private long longestPark;

    @Override
    public void park(Waiter waiter, long limit) {
      longestPark = Math.max(longestPark, limit);
      nanos += limit;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }
  }

  @BeforeEach
  void trace() throws ReflectiveOperationException {
    logged = new LoggedWarnings(Leases.class.getName());
    System.setProperty(Leases.PROPERTY, "true");
  }

  @AfterEach
  void forget() throws ReflectiveOperationException {
    System.clearProperty(Leases.PROPERTY);
    System.clearProperty(Leases.AFTER);
    logged.close();
  }

  private QueueConfig config() {
    return QueueConfig.of(2, Tensors.NUMBER)
        .withName("numbers")
        .withSeams(new Seams(SegmentWords::new, clock));
  }

  private static Wait seconds(long seconds) {
    return Wait.atMost(Duration.ofSeconds(seconds));
  }

  private void assertReported(int times) {
    assertEquals(times, logged.all().size(), () -> logged.all().toString());
  }

  @Test
  void aBatchThatIsNotReleasedIsReportedOnceByTheProducerThatWaits() throws Exception {
    FifoQueue queue = new FifoQueue(config());
    WayIn.COPY.put(queue, 1, 2);
    Batch batch = takenHere(queue);
    assertEquals(0, WayIn.COPY.put(queue, seconds(59), 3));
    assertReported(0);
    assertEquals(0, WayIn.COPY.put(queue, seconds(600), 3));
    assertReported(1);
    assertEquals(0, WayIn.COPY.put(queue, seconds(600), 3));
    assertReported(1);
    LoggedWarnings.Warning warning = logged.all().getFirst();
    String me = Thread.currentThread().getName();
    assertEquals(
        "queue 'numbers': Batch of 2 rows, taken by "
            + me
            + " is open for 60 s, while "
            + me
            + " waits, queue 'numbers': enqueue of 1; it was taken here:",
        warning.message());
    StackTraceElement[] place = warning.thrown().getStackTrace();
    assertTrue(
        Arrays.stream(place).anyMatch(at -> at.getMethodName().equals("takenHere")),
        () -> Arrays.toString(place));
    assertTrue(clock.longestPark <= TimeUnit.SECONDS.toNanos(60));
    batch.close();
    queue.free();
  }

  private static Batch takenHere(TensorQueue queue) throws InterruptedException {
    Batch batch = queue.newBatch(2);
    queue.dequeueMany(batch);
    return batch;
  }

  /// The property says when; the clock goes on even if the first lease is released in time.
  @Test
  void eachIsReportedAfterTheTimeThatWasAskedFor() throws Exception {
    System.setProperty(Leases.AFTER, "5");
    FifoQueue queue = new FifoQueue(config());
    WayIn.COPY.put(queue, 1, 2);
    try (Batch first = queue.newBatch(1);
        Batch second = queue.newBatch(1)) {
      queue.dequeueMany(first);
      clock.nanos += TimeUnit.SECONDS.toNanos(3);
      queue.dequeueMany(second);
      assertFalse(queue.enqueue(0L, (value, slot) -> {}, Wait.NOT_AT_ALL));
      assertEquals(0, WayIn.MANY.put(queue, seconds(2), 3, 4));
      assertReported(0);
      assertEquals(0, WayIn.MANY.put(queue, seconds(3), 3, 4));
      assertReported(1);
      assertEquals(0, WayIn.MANY.put(queue, seconds(100), 3, 4));
      assertReported(2);
    }
    queue.free();
  }

  @Test
  void aClaimThatIsNotPublishedIsReportedByTheConsumerThatWaits() throws Exception {
    for (TensorQueue queue :
        new TensorQueue[] {
          new FifoQueue(config()),
          new FifoQueue(config().withPooledStorage()),
          new ShuffleQueue(config(), ShuffleConfig.of(0))
        }) {
      logged.all().clear();
      Claim[] claim = {null};
      Call.to(
              () -> {
                claim[0] = queue.newClaim(1);
                queue.claim(claim[0]);
              })
          .result();
      try (Batch batch = queue.newBatch(1)) {
        assertFalse(queue.dequeueMany(batch, seconds(100)));
      }
      assertReported(1);
      assertTrue(
          logged.all().getFirst().message().contains("Claim of 1 rows, taken by"),
          () -> logged.all().toString());
      claim[0].close();
      queue.free();
    }
  }

  /// Time passes as somebody idles.
  @Test
  void whoIdlesReportsToo() throws Exception {
    IdleStrategy aSecond =
        new IdleStrategy() {
          @Override
          public void idle(int workCount) {
            idle();
          }

          @Override
          public void idle() {
            clock.nanos += TimeUnit.SECONDS.toNanos(1);
          }

          @Override
          public void reset() {}
        };
    FifoQueue queue = new FifoQueue(config().withWaiting(Waiting.idling(() -> aSecond)));
    WayIn.COPY.put(queue, 1, 2);
    Batch batch = takenHere(queue);
    assertEquals(0, WayIn.COPY.put(queue, seconds(100), 3));
    assertReported(1);
    batch.close();
    queue.free();
  }

  @Test
  void nothingIsReportedOfThoseReleasedInTimeNorWithoutTheProperty() throws Exception {
    FifoQueue traced = new FifoQueue(config());
    WayIn.COPY.put(traced, 1, 2);
    takenHere(traced).close();
    WayIn.COPY.put(traced, 1, 2);
    assertEquals(0, WayIn.COPY.put(traced, seconds(1000), 3));
    System.clearProperty(Leases.PROPERTY);
    FifoQueue plain = new FifoQueue(config());
    WayIn.COPY.put(plain, 1, 2);
    Batch batch = takenHere(plain);
    clock.nanos += TimeUnit.SECONDS.toNanos(1000);
    assertEquals(0, WayIn.COPY.put(plain, seconds(1000), 3));
    assertReported(0);
    assertNotNull(batch);
    batch.close();
    traced.free();
    plain.free();
  }
}
