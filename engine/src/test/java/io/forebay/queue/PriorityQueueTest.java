package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The element with the smallest priority leaves first (section "PriorityQueue" of the rules, P1 to
/// P12). Elements here are a priority and a number.
class PriorityQueueTest extends PooledFixture {
  private PriorityQueue queue(int capacity) {
    return own(new PriorityQueue(QueueConfig.of(capacity, Tensors.NUMBER).withName("ranked")));
  }

  private static boolean put(TensorQueue queue, long priority, long value)
      throws InterruptedException {
    return queue.enqueue(Wait.NOT_AT_ALL, Tensors.scalar(priority), Tensors.scalar(value));
  }

  private static void putAll(TensorQueue queue, long... priorities) throws InterruptedException {
    queue.enqueueMany(Tensors.vector(priorities), Tensors.vector(priorities));
  }

  private static long[] priorities(TensorQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueMany(batch);
      return Tensors.values(batch.component(0));
    }
  }

  private static long[] upTo(TensorQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueUpTo(batch);
      return Tensors.values(batch.component(0));
    }
  }

  @Test
  void thePriorityIsComponentZero_P1_P9() throws Exception {
    PriorityQueue q = queue(4);
    assertEquals(List.of(DType.INT64, DType.INT64), q.dtypes());
    assertEquals(List.of(Shape.scalar(), Shape.scalar()), q.shapes());
    assertEquals(List.of(), q.names());
    put(q, 3, 30);
    put(q, 2, 20);
    try (Batch batch = q.newBatch(2)) {
      q.dequeueMany(batch);
      assertArrayEquals(new long[] {2, 3}, Tensors.values(batch.component(0)));
      assertArrayEquals(new long[] {20, 30}, Tensors.values(batch.component(1)));
    }
  }

  @Test
  void theSmallestLeavesFirstInTheWholeRange_P2() throws Exception {
    PriorityQueue q = queue(9);
    putAll(q, 5, Long.MAX_VALUE, -1, Long.MIN_VALUE, 0, Long.MAX_VALUE - 1, 1, -5);
    long[] expected = {Long.MIN_VALUE, -5, -1, 0, 1, 5, Long.MAX_VALUE - 1, Long.MAX_VALUE};
    for (long priority : expected) {
      assertEquals(priority, next(q, 0));
    }
  }

  /// Upstream leaves their order open; here it is that in which they came.
  @Test
  void equalsLeaveInTheOrderInWhichTheyCame_P3() throws Exception {
    PriorityQueue q = queue(500);
    Random random = new Random(3);
    for (long value = 0; value < 400; value++) {
      put(q, random.nextInt(4), value);
    }
    long[] last = {-1, -1, -1, -1};
    try (Batch batch = q.newBatch(100)) {
      for (int i = 0; i < 4; i++) {
        q.dequeueMany(batch);
        for (int row = 0; row < 100; row++) {
          int priority = (int) batch.component(0).getLong(row);
          long value = batch.component(1).getLong(row);
          assertTrue(value > last[priority], "a tie is broken by age");
          last[priority] = value;
        }
        release(batch);
      }
    }
  }

  /// TC-210, TC-215, TC-217: components stay with their priority.
  @Test
  void aBatchIsInOrderAndItsComponentsTogether_P3_P5() throws Exception {
    PriorityQueue q =
        own(
            new PriorityQueue(
                QueueConfig.of(2000, TensorSpec.of(DType.STRING), TensorSpec.of(DType.FLOAT32))));
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      long priority = random.nextInt(100) - 50;
      q.enqueue(
          Tensors.scalar(priority),
          Content.of(DType.STRING, Shape.scalar(), priority),
          Content.of(DType.FLOAT32, Shape.scalar(), priority));
    }
    try (Batch batch = q.newBatch(300)) {
      q.dequeueMany(batch);
      long[] priorities = Tensors.values(batch.component(0));
      assertArrayEquals(Arrays.stream(priorities).sorted().toArray(), priorities);
      for (int row = 0; row < 300; row++) {
        Content.check(batch.component(1).row(row), Shape.scalar(), priorities[row]);
        Content.check(batch.component(2).row(row), Shape.scalar(), priorities[row]);
      }
    }
  }

  @Test
  void dequeueTakesWhatIsThere_P4() throws Exception {
    PriorityQueue q = queue(9);
    putAll(q, 7, 8);
    assertEquals(7, next(q, 0));
    putAll(q, 1);
    assertEquals(1, next(q, 0));
    assertEquals(8, next(q, 0));
  }

  /// Q8: what goes in together is seen together.
  @Test
  void aWaitingDequeueGetsTheSmallestOfAnEnqueueMany_Q8() throws Exception {
    PriorityQueue q = queue(9);
    Call<Long> taken = Call.of(() -> taken(q));
    untilConsumersWait(q, 1);
    putAll(q, 5, 1, 3);
    assertEquals(1, taken.result());
    assertArrayEquals(new long[] {3, 5}, priorities(q, 2));
  }

  private static long taken(TensorQueue q) throws InterruptedException {
    return priorities(q, 1)[0];
  }

  @Test
  void dequeueManyWaitsForAllAndHoldsNothing_P5() throws Exception {
    PriorityQueue q = queue(4);
    Call<long[]> taken = Call.of(() -> priorities(q, 4));
    untilConsumersWait(q, 1);
    putAll(q, 9, 8, 7);
    assertEquals(3, q.size());
    Call<Long> behind = Call.of(() -> taken(q));
    untilConsumersWait(q, 2);
    assertTrue(taken.isRunning() && behind.isRunning(), "the head of the line comes first: TX-11");
    put(q, 1, 1);
    assertArrayEquals(new long[] {1, 7, 8, 9}, taken.result());
    put(q, 5, 5);
    assertEquals(5, behind.result());
  }

  /// Not even when producers wait for room; the rows are sorted together, those too that come last.
  @Test
  void moreThanTheCapacityComesAfterTheClose_P5_Q14() throws Exception {
    PriorityQueue q = queue(2);
    Call<long[]> exact = Call.of(() -> priorities(q, 3));
    untilConsumersWait(q, 1);
    putAll(q, 4, 3);
    Call<Void> third = Call.to(() -> putAll(q, 1));
    untilProducersWait(q, 1);
    assertEquals(2, q.size());
    assertTrue(exact.isRunning());
    q.close(true);
    third.failure(CancelledException.class);
    exact.failure(OutOfRangeException.class);
    assertArrayEquals(new long[] {3, 4}, priorities(q, 2));
  }

  @Test
  void afterTheCloseExactlyNOrNone_P6() throws Exception {
    PriorityQueue q = queue(9);
    putAll(q, 2, 1);
    q.close();
    String message = assertThrows(OutOfRangeException.class, () -> priorities(q, 3)).getMessage();
    assertTrue(message.contains("(requested 3, current size 2)"), message);
    assertEquals(2, q.size());
    assertArrayEquals(new long[] {1, 2}, priorities(q, 2));
  }

  /// Unlike upstream, which loses them.
  @Test
  void afterTheCloseUpToIsShortAndInOrder_P7() throws Exception {
    PriorityQueue q = queue(9);
    putAll(q, 5, 4, 3, 2, 1);
    q.close();
    assertArrayEquals(new long[] {1, 2}, upTo(q, 2));
    assertArrayEquals(new long[] {3, 4, 5}, upTo(q, 7));
    assertThrows(OutOfRangeException.class, () -> upTo(q, 1));
  }

  @Test
  void aWaitingUpToGetsTheRestAtTheClose_P7() throws Exception {
    PriorityQueue q = queue(9);
    Call<long[]> taken = Call.of(() -> upTo(q, 5));
    untilConsumersWait(q, 1);
    putAll(q, 3, 1, 2);
    q.close();
    assertArrayEquals(new long[] {1, 2, 3}, taken.result());
  }

  /// The words of both: expected [] got [2], expected [2] got [2,2].
  @Test
  void aPriorityIsASingleInt64_P8() throws Exception {
    PriorityQueue q = queue(9);
    Tensor one = Tensors.scalar(1);
    Tensor two = Tensors.vector(1, 2);
    refused("component 0 has the wrong shape: expected [] got [2]", () -> q.enqueue(two, one));
    refused(
        "component 0 has the wrong shape: expected [2] got [2,2]",
        () -> q.enqueueMany(Tensors.vector(1, 2, 3, 4).reshape(Shape.of(2, 2)), two));
    refused("component 0 has dtype int32", () -> q.enqueue(Tensors.of(DType.INT32), one));
    refused("1 components (expected: 2", () -> q.enqueue(one));
    assertEquals(0, q.size());
  }

  private static void refused(String words, Call.Action action) {
    String message = assertThrows(InvalidArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(words), message);
  }

  /// The configuration lists the components only; the name of the priority is given.
  @Test
  void namedComponentsHaveANamedPriority_P10() throws Exception {
    PriorityQueue q =
        own(new PriorityQueue(QueueConfig.of(9, TensorSpec.named("word", DType.STRING))));
    assertEquals(List.of("priority", "word"), q.names());
    q.enqueue(
        Map.of(
            "word",
            Content.of(DType.STRING, Shape.scalar(), 4),
            PriorityQueue.PRIORITY,
            Tensors.scalar(4)));
    refused("do not match", () -> q.enqueue(Map.of("word", Tensors.scalar(1))));
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertEquals(4, batch.asMap().get("priority").getLong(0));
      Content.check(batch.component("word"), Shape.scalar(), 4);
    }
  }

  @Test
  void aComponentCannotTakeTheNameOfThePriority_P10() {
    QueueConfig config = QueueConfig.of(9, TensorSpec.named("priority", DType.STRING));
    RuntimeException e =
        assertThrows(IllegalArgumentException.class, () -> new PriorityQueue(config));
    assertTrue(e.getMessage().contains("priority"), e.getMessage());
  }

  @Test
  void requestsThatRunOutOfTimeHoldNothing() throws Exception {
    PriorityQueue q = queue(4);
    putAll(q, 2, 1);
    try (Batch batch = q.newBatch(3)) {
      assertFalse(q.dequeueMany(batch, Wait.NOT_AT_ALL));
      assertFalse(q.dequeueUpTo(batch, Wait.atMost(Duration.ofMillis(1))));
      assertEquals(2, q.size());
      assertTrue(q.dequeueAvailable(batch, Duration.ZERO, Wait.NOT_AT_ALL));
      assertArrayEquals(new long[] {1, 2}, Tensors.values(batch.component(0)));
    }
  }

  /// A priority queue has no oldest element that it would tell.
  @Test
  void arrivalsAreNotStamped() {
    QueueConfig config = QueueConfig.of(9, Tensors.NUMBER).withStampedArrivals();
    refused("a priority queue has no oldest row", () -> new PriorityQueue(config));
  }

  /// A claim waits for one row at a time, so that it never waits for a request that waits for it.
  @Test
  void claimsAreOfOneRow() throws Exception {
    PriorityQueue q = queue(4);
    refused("claim of 2 rows (expected: 1 to 1)", () -> q.newClaim(2));
    try (Claim claim = q.newClaim(1)) {
      q.claim(claim);
      claim.element(0).component(0).setLong(0, -7);
      claim.element(0).component(1).setLong(0, 70);
      claim.publish();
      q.claim(claim);
    }
    q.enqueue(-8L, (priority, slot) -> slot.component(0).setLong(0, priority));
    assertEquals(2, q.size());
    assertArrayEquals(new long[] {-8, -7}, priorities(q, 2));
  }

  @Test
  void moreThanTheCapacityGoesInByAndBy_Q11() throws Exception {
    PriorityQueue q = queue(3);
    Call<Void> many = Call.to(() -> putAll(q, 6, 5, 4, 3, 2, 1));
    untilProducersWait(q, 1);
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seen.add(taken(q));
    }
    many.result();
    assertEquals(4, seen.getFirst());
    seen.sort(null);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), seen);
  }

  /// Capacity 10, 40 producers of 0 to 9 elements, as many consumers with the same counts.
  @Test
  void fortyProducersAndFortyConsumersEnd_P12() throws Exception {
    PriorityQueue q = queue(10);
    List<Call<Void>> puts = new ArrayList<>();
    List<Call<Long>> takes = new ArrayList<>();
    long expected = 0;
    for (int i = 0; i < 40; i++) {
      int n = i % 10;
      long base = 100L * i;
      expected += n * base + n * (n - 1) / 2;
      puts.add(Call.to(() -> putAll(q, Tensors.range(base, base + n))));
      takes.add(Call.of(() -> Arrays.stream(priorities(q, n)).sum()));
    }
    puts.forEach(Call::result);
    assertEquals(expected, takes.stream().mapToLong(Call::result).sum());
    assertEquals(0, q.size());
    try (Batch batch = q.newBatch(1)) {
      assertFalse(q.dequeue(batch, Wait.NOT_AT_ALL));
      assertThrows(IllegalStateException.class, () -> batch.component(0).getLong(0));
    }
    assertNull(WayOut.MANY.take(q, 1, Wait.NOT_AT_ALL));
  }
}
