package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/// The words beside the turns: where they lie, and what each does.
class ControlBlockTest {
  @Test
  void wordsOfDifferentWritersLieTwoCacheLinesApart() {
    Layout layout = new Layout();
    assertEquals(0, layout.word());
    assertEquals(128, layout.word());
    assertEquals(256, layout.dense(1));
    assertEquals(384, layout.dense(17));
    assertEquals(640, layout.word());
    assertEquals(768, layout.bytes());
  }

  @Test
  void nativeWordsStartAtZeroAndAligned() {
    try (Arena arena = Arena.ofConfined()) {
      Words words = new SegmentWords(arena, 1024);
      for (long at = 0; at < 1024; at += Layout.WORD) {
        assertEquals(0, words.getVolatile(at));
      }
      words.setVolatile(8, 5);
      assertTrue(words.compareAndSet(8, 5, 6));
      assertFalse(words.compareAndSet(8, 5, 7));
      assertEquals(6, words.getAndAdd(8, -10));
      assertEquals(-4, words.acquire(8));
      words.release(8, 9);
      assertEquals(9, words.getVolatile(8));
      assertEquals(0, words.acquire(0) + words.acquire(16));
    }
  }

  @Test
  void aNeedWordNamesOnePosition() {
    NeedWord need = new NeedWord(new HeapWords(8), 0);
    assertFalse(need.isAnnounced());
    assertFalse(need.isWithin(0, 5));
    need.announce(7);
    assertTrue(need.isAnnounced());
    assertTrue(need.isWithin(7, 1) && need.isWithin(5, 3));
    assertFalse(need.isWithin(5, 2) || need.isWithin(8, 1) || need.isWithin(7, 0));
    need.announce(0);
    assertTrue(need.isWithin(0, 1), "position 0 is a position");
    need.withdraw();
    assertFalse(need.isAnnounced());
  }

  @Test
  void aCursorKeepsItsFlagsApartFromItsPosition() {
    Cursor cursor = new Cursor(new HeapWords(8), 0);
    assertTrue(cursor.advance(cursor.acquire(), 1L << 40));
    cursor.gate(true, 0);
    assertTrue(cursor.close());
    long word = cursor.acquire();
    assertTrue(cursor.isGated(word, 1) && Cursor.isClosed(word));
    assertEquals(1L << 40, Cursor.position(word));
    cursor.gate(false, 0);
    assertFalse(cursor.advance(word, 1), "a flag that changed is a word that changed");
    assertTrue(cursor.isClosed());
    assertEquals(1L << 40, cursor.position());
  }

  @Test
  void aNarrowGateLetsThoseInThatAskForEnough() {
    Cursor cursor = new Cursor(new HeapWords(8), 0);
    cursor.gate(false, 64);
    assertTrue(cursor.isGated(cursor.acquire(), 63));
    assertFalse(cursor.isGated(cursor.acquire(), 64));
    cursor.gate(true, 64);
    assertTrue(cursor.isGated(cursor.acquire(), 64));
    cursor.gate(false, 0);
    assertFalse(cursor.isGated(cursor.acquire(), 1));
    assertEquals(0, cursor.position());
  }

  @Test
  void aCounterGoesBothWays() {
    Counter counter = new Counter(new HeapWords(8), 0);
    counter.add(5);
    counter.add(-7);
    assertEquals(-2, counter.value());
  }
}
