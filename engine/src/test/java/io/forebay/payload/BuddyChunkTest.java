package io.forebay.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocks of a chunk, against a model that keeps a map of them. The chunk never touches its memory,
/// so there is none.
class BuddyChunkTest {
  private static final int STEPS = 20_000;
  private static final long UNIT = 1L << PayloadPool.UNIT_SHIFT;

  private final TreeMap<Long, Integer> orders = new TreeMap<>(); // by start

  private static BuddyChunk chunk(int order, int leastOrder) {
    return new BuddyChunk(MemorySegment.NULL, order, leastOrder);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 0", "5, 0", "8, 0", "10, 3", "24, 20", "7, 7"})
  void blocksNeverOverlapAndAreThereWhenTheyCanBe(int order, int leastOrder) {
    BuddyChunk chunk = chunk(order, leastOrder);
    Random random = new Random(order);
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(2 + orders.size() / 40) == 0) {
        allocate(chunk, order, leastOrder, leastOrder + random.nextInt(order - leastOrder + 2));
      } else {
        freeAny(chunk, random);
      }
    }
    while (!orders.isEmpty()) {
      freeAny(chunk, random);
    }
    assertEquals(0, chunk.allocate(order), "neighbours are joined again");
    assertEquals(-1, chunk.allocate(leastOrder), "there is no more");
  }

  private void allocate(BuddyChunk chunk, int chunkOrder, int leastOrder, int order) {
    long start = chunk.allocate(order);
    if (start < 0) {
      assertTrue(!hasRoom(chunkOrder, order), () -> "order " + order + " beside " + orders);
      return;
    }
    long bytes = UNIT << order;
    assertEquals(0, start % bytes, "aligned to its size");
    assertTrue(isFree(start, bytes) && start + bytes <= UNIT << chunkOrder, () -> "at " + start);
    orders.put(start, order);
  }

  private void freeAny(BuddyChunk chunk, Random random) {
    if (!orders.isEmpty()) {
      List<Long> starts = new ArrayList<>(orders.keySet());
      long start = starts.get(random.nextInt(starts.size()));
      chunk.free(start, orders.remove(start));
    }
  }

  /// True if some place of that size, aligned to it, is free.
  private boolean hasRoom(int chunkOrder, int order) {
    long bytes = UNIT << order;
    for (long start = 0; start + bytes <= UNIT << chunkOrder; start += bytes) {
      if (isFree(start, bytes)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFree(long start, long bytes) {
    Map.Entry<Long, Integer> before = orders.lowerEntry(start + bytes);
    return before == null || before.getKey() + (UNIT << before.getValue()) <= start;
  }

  @Test
  void allOfAChunkCanBeHadInTheSmallestBlocks() {
    BuddyChunk chunk = chunk(6, 2);
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      starts.add(chunk.allocate(2));
    }
    assertEquals(-1, chunk.allocate(2));
    starts.sort(null);
    for (int i = 0; i < 16; i++) {
      assertEquals(i * 4 * UNIT, starts.get(i));
    }
    starts.forEach(start -> chunk.free(start, 2));
    assertEquals(0, chunk.allocate(6));
  }

  /// Two free blocks side by side that are not halves of one are two.
  @Test
  void onlyHalvesOfOneBlockAreJoined() {
    BuddyChunk chunk = chunk(2, 0);
    for (int i = 0; i < 4; i++) {
      chunk.allocate(0);
    }
    chunk.free(UNIT, 0);
    chunk.free(2 * UNIT, 0);
    assertEquals(-1, chunk.allocate(1));
    chunk.free(3 * UNIT, 0);
    assertEquals(2 * UNIT, chunk.allocate(1));
  }

  @Test
  void sizesThatItDoesNotCutAreRefused() {
    BuddyChunk chunk = chunk(6, 2);
    assertEquals(-1, chunk.allocate(1));
    assertEquals(-1, chunk.allocate(7));
    assertEquals(0, chunk.allocate(6));
  }
}
