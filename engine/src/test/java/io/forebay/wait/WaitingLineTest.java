package io.forebay.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.ring.NeedWord;
import io.forebay.ring.SegmentWords;
import io.forebay.ring.Words;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/// Who is head of a line, and when its gate is shut.
class WaitingLineTest {
  private final Words words = new SegmentWords(Arena.ofAuto(), 256);
  private final NeedWord need = new NeedWord(words, 128);
  private boolean shut;
  private int narrow;
  private final WaitingLine line = new WaitingLine(words, 0, need, this::gate, Threads.SYSTEM);
  private final Waiter a = waiter();
  private final Waiter b = waiter();
  private final Waiter c = waiter();

  private void gate(boolean value, int rows) {
    shut = value;
    narrow = rows;
  }

  private static Waiter waiter() {
    Waiter[] waiter = new Waiter[1];
    Thread thread = new Thread(() -> waiter[0] = Waiter.current());
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return waiter[0];
  }

  @Test
  void theFirstIsHeadAndTheOthersFollowInOrder() {
    assertTrue(line.isEmpty());
    assertTrue(line.join(a, 1));
    assertFalse(line.join(b, 1));
    assertFalse(line.join(c, 1));
    assertTrue(line.isHead(a));
    line.leave(a);
    assertTrue(line.isHead(b));
    line.leave(b);
    assertTrue(line.isHead(c));
    line.leave(c);
    assertTrue(line.isEmpty());
    assertTrue(line.join(b, 1));
    line.leave(b);
  }

  @Test
  void whoLeavesFromTheMiddleOrTheEndIsForgotten() {
    line.join(a, 1);
    line.join(b, 1);
    line.join(c, 1);
    line.leave(b);
    line.leave(c);
    assertTrue(line.isHead(a));
    assertFalse(line.join(b, 1));
    line.leave(a);
    assertTrue(line.isHead(b));
    line.leave(b);
    assertTrue(line.isEmpty());
  }

  @Test
  void theLengthCountsAHeadOnceItHasAnnounced() {
    line.join(a, 1);
    assertEquals(0, line.length());
    need.announce(5);
    assertEquals(1, line.length());
    line.join(b, 1);
    assertEquals(2, line.length());
    line.leave(a);
    assertFalse(need.isAnnounced(), "who leaves withdraws what it announced");
    assertEquals(0, line.length());
    line.leave(b);
  }

  @Test
  void theGateIsShutWhileAnybodyAsksForIt() {
    line.join(a, WaitingLine.ALL);
    assertTrue(shut);
    line.join(b, 1);
    line.shutGate(b);
    line.shutGate(b);
    line.leave(a);
    assertTrue(shut);
    line.askForGate(1);
    line.leave(b);
    assertTrue(shut);
    line.askForGate(-1);
    assertFalse(shut);
    assertTrue(line.isEmpty());
  }

  @Test
  void whoAsksForMoreNarrowsTheGate_untilNobodyIsThereThatAsksForMore() {
    line.join(a, 64);
    assertEquals(64, narrow);
    line.join(b, 8);
    line.join(c, 1);
    assertEquals(64, narrow);
    line.leave(a);
    assertEquals(64, narrow, "that of the widest that was there");
    line.leave(b);
    assertEquals(0, narrow);
    assertFalse(shut);
    line.leave(c);
    assertTrue(line.isEmpty());
  }

  /// A signal that comes before the wait ends it at once.
  @Test
  void aSignalIsNotLost() {
    Waiter mine = Waiter.current();
    mine.begin(Threads.SYSTEM, Waiting.parking(), Wait.FOREVER, "here", "test", 3);
    assertEquals("queue 'here': test of 3", mine.toString());
    mine.signal();
    mine.await();
    mine.signal();
    mine.await();
    assertEquals(End.NOT_YET, mine.ended());
    assertTrue(mine.end() >= 0);
    assertEquals("does not wait", mine.toString());
  }

  @Test
  void overtakingsAreCounted() {
    Waiter mine = Waiter.current();
    mine.begin(Threads.SYSTEM, Waiting.parking(), Wait.FOREVER, "here", "test", 1);
    assertEquals(0, mine.countOvertaking(10));
    assertEquals(0, mine.countOvertaking(10));
    assertEquals(1, mine.countOvertaking(12));
    assertEquals(2, mine.countOvertaking(13));
    mine.end();
    mine.begin(Threads.SYSTEM, Waiting.parking(), Wait.FOREVER, "here", "test", 1);
    assertEquals(0, mine.countOvertaking(20));
    mine.end();
  }
}
