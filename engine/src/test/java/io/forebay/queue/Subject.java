package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A queue of single numbers under test, and what must be in it. Of a queue that keeps elements
/// back while it is open, as many are in it from the start, so that one with room for c more takes
/// c and gives c.
final class Subject {
  final TensorQueue queue;
  private final boolean ordered;
  private final int stays;
  private final List<Long> inside = new ArrayList<>();

  Subject(TensorQueue queue, boolean ordered, int stays) throws InterruptedException {
    this.queue = queue;
    this.ordered = ordered;
    this.stays = stays;
    for (long value = -stays; value < 0; value++) {
      put(value);
    }
  }

  /// Puts the values in, for which there is room.
  void put(long... values) throws InterruptedException {
    assertEquals(values.length, WayIn.COPY.put(queue, Wait.NOT_AT_ALL, values));
    wentIn(values);
  }

  /// The values went in.
  void wentIn(long... values) {
    Arrays.stream(values).forEach(inside::add);
  }

  /// Takes n values that are there.
  void take(int n) throws InterruptedException {
    took(WayOut.MANY.take(queue, n, Wait.NOT_AT_ALL));
  }

  /// The values came out: the first ones where order is kept, else any that are in.
  void took(long... values) {
    assertNotNull(values, "the time ran out");
    if (ordered) {
      assertEquals(inside.subList(0, values.length), Arrays.stream(values).boxed().toList());
    }
    for (Long value : values) {
      assertTrue(inside.remove(value), () -> value + " came out, inside: " + inside);
    }
  }

  /// Takes what is available, n at most, or null if the time ran out.
  long[] available(int n, Duration linger, Wait wait) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      return queue.dequeueAvailable(batch, linger, wait) ? WayOut.values(batch) : null;
    }
  }

  /// Everything came out; the test itself has seen to it.
  void forget() {
    inside.clear();
  }

  /// Elements stored beyond those kept back.
  long size() {
    return queue.size() - stays;
  }

  /// How many come out after a close.
  int left() {
    return inside.size();
  }

  /// Takes all that is left after a close.
  void drain() throws InterruptedException {
    try {
      while (true) {
        took(WayOut.UP_TO.take(queue, left() + 1));
      }
    } catch (OutOfRangeException end) {
      assertEquals(List.of(), inside, "still inside");
    }
  }

  void untilProducersWait(int n) {
    Call.until(() -> queue.waitingProducers() == n);
  }

  void untilConsumersWait(int n) {
    Call.until(() -> queue.waitingConsumers() == n);
  }
}
