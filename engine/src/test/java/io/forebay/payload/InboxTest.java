package io.forebay.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is pushed is taken, once, in the order of the pushes, and what one push brought lies
/// together. Payloads are told apart by their positions.
class InboxTest {
  private static final int PUSHERS = 4;
  private static final int TOGETHER = 3;
  private static final int EACH = 7_000 * TOGETHER;
  private static final Runnable NOTHING = () -> {};

  private final Inbox inbox = new Inbox();

  private static Payload[] payloads(long... positions) {
    return LongStream.of(positions)
        .mapToObj(position -> {
          Payload payload = new Payload(1);
          payload.position(position);
          return payload;
        })
        .toArray(Payload[]::new);
  }

  private void push(long... positions) {
    inbox.push(payloads(positions), 0, positions.length, NOTHING);
  }

  private List<Long> take() {
    List<Long> positions = new ArrayList<>();
    Payload payload = inbox.takeAll();
    while (payload != null) {
      Payload behind = Inbox.next(payload);
      positions.add(payload.position());
      assertNull(payload.next);
      payload = behind;
    }
    return positions;
  }

  @Test
  void givesWhatWasPushedInThatOrderAndOnce() {
    assertEquals(List.of(), take());
    push(1);
    push(2, 3, 4);
    push(5);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), take());
    assertEquals(List.of(), take());
    push(6, 7);
    assertEquals(List.of(6L, 7L), take());
  }

  @Test
  void pushesAPartOfAnArray() {
    Payload[] payloads = payloads(1, 2, 3, 4, 5);
    inbox.push(payloads, 3, 2, NOTHING);
    inbox.push(payloads, 1, 2, NOTHING);
    assertEquals(List.of(4L, 5L, 2L, 3L), take());
  }

  /// A payload that was taken may be pushed again at once.
  @Test
  void payloadsAreReused() {
    Payload[] payloads = payloads(1, 2);
    for (int i = 0; i < 3; i++) {
      inbox.push(payloads, 0, 2, NOTHING);
      assertEquals(List.of(1L, 2L), take());
    }
  }

  /// Whoever comes between the look at the top and the link to it was first.
  @Test
  void aPushThatIsOvertakenComesBehind() {
    boolean[] once = {false};
    inbox.push(
        payloads(3, 4),
        0,
        2,
        () -> {
          if (!once[0]) {
            once[0] = true;
            push(1, 2);
          }
        });
    assertEquals(List.of(1L, 2L, 3L, 4L), take());
  }

  /// All is taken between the look and the link: the same payload at the top would be no danger
  /// either, since the link is compared with what lies there.
  @Test
  void aPushIntoAnInboxJustEmptiedSucceeds() {
    push(1);
    List<Long> before = new ArrayList<>();
    inbox.push(payloads(2), 0, 1, () -> before.addAll(take()));
    assertEquals(List.of(1L), before);
    assertEquals(List.of(2L), take());
  }

  @Test
  void everythingThatManyPushIsTakenOnce() {
    List<CompletableFuture<Void>> pushers = new ArrayList<>();
    for (int p = 0; p < PUSHERS; p++) {
      long base = (long) p * EACH;
      Random random = new Random(p);
      pushers.add(CompletableFuture.runAsync(() -> pushAll(base, random)));
    }
    long[] next = LongStream.range(0, PUSHERS).map(p -> p * EACH).toArray();
    int taken = 0;
    while (taken < PUSHERS * EACH) {
      long before = -1;
      for (long position : take()) {
        int pusher = (int) (position / EACH);
        assertEquals(next[pusher]++, position, "each one's order is kept");
        assertTrue(position % TOGETHER == 0 || position == before + 1, "a push lies together");
        before = position;
        taken++;
      }
    }
    pushers.forEach(CompletableFuture::join);
    assertEquals(List.of(), take());
  }

  /// Pushes of 3, 6 or 9.
  private void pushAll(long base, Random random) {
    long at = base;
    while (at < base + EACH) {
      long end = Math.min(base + EACH, at + TOGETHER * (1 + random.nextInt(3)));
      push(LongStream.range(at, end).toArray());
      at = end;
    }
  }
}
