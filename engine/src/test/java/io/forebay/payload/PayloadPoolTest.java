package io.forebay.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.MemoryRefusedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks of every size: whose bytes are whose, and when memory is added.
class PayloadPoolTest {
  private static final long MIB = 1 << 20;

  private final CountingArena arena = new CountingArena(600 * MIB);
  private final PayloadPool pool = new PayloadPool(arena, 1, MemoryPolicy.PLAIN);

  @AfterEach
  void nothingIsOutstanding() {
    assertEquals(0, pool.outstandingBytes());
    arena.close();
  }

  private List<Payload> take(int count, long bytes) {
    List<Payload> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(pool.take(bytes));
    }
    return taken;
  }

  private void give(List<Payload> payloads) {
    payloads.forEach(pool::give);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 64",
    "64, 64",
    "65, 128",
    "128, 128",
    "129, 256",
    "65536, 65536",
    "65537, 131072",
    "5000000000, 8589934592"
  })
  void blocksAreOfPowersOfTwo(long bytes, long blockBytes) {
    assertEquals(blockBytes, PayloadPool.blockBytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 63, 64, 65, 1000, 65_536, 65_537, 3 << 20})
  void aBlockIsLargeEnoughAndAligned(long bytes) {
    Payload payload = pool.take(bytes);
    assertEquals(PayloadPool.blockBytes(bytes), pool.outstandingBytes());
    MemorySegment block = payload.memory().asSlice(payload.start(), bytes);
    assertEquals(0, block.address() % 64);
    block.fill((byte) -1);
    pool.give(payload);
  }

  @Test
  void aBlockThatWasGivenIsTakenAgain() {
    Payload first = pool.take(100);
    pool.give(first);
    assertSame(first, pool.take(65), "of the same class");
    Payload other = pool.take(64);
    assertNotSame(first, other);
    pool.give(first);
    pool.give(other);
    assertEquals(1, arena.allocations());
  }

  @Test
  void smallBlocksThatAreFreeBecomeALargeOne() {
    give(take(1024, 64)); // all of the first chunk
    assertEquals(65_536, arena.bytes());
    Payload whole = pool.take(65_536);
    assertEquals(65_536, arena.bytes(), "no memory was added");
    pool.give(whole);
  }

  @Test
  void aLargeBlockThatIsFreeBecomesSmallOnes() {
    pool.give(pool.take(65_536));
    List<Payload> small = take(1024, 64);
    assertEquals(1, arena.allocations());
    Payload another = pool.take(64);
    assertEquals(2, arena.allocations(), "now the memory is used up");
    give(small);
    pool.give(another);
  }

  @Test
  void aPayloadThatGotJoinedMemoryHasNoSecondOwner() {
    give(take(1024, 64));
    Payload whole = pool.take(65_536);
    List<Payload> none = take(2_000, 0);
    assertTrue(none.stream().noneMatch(payload -> payload == whole));
    give(none);
    pool.give(whole);
  }

  /// A block that is taken keeps its halves apart, and only them.
  @Test
  void freeNeighboursOfATakenBlockAreJoinedAsFarAsTheyGo() {
    List<Payload> small = take(1024, 64);
    Payload kept = small.removeFirst();
    give(small);
    Payload half = pool.take(32_768);
    assertEquals(65_536, arena.bytes());
    Payload whole = pool.take(65_536);
    assertTrue(arena.bytes() > 65_536);
    give(List.of(kept, half, whole));
  }

  /// 128 MiB are a chunk of their own.
  @Test
  void aHugeBlockThatIsFreeServesSmallerOnes() {
    pool.give(pool.take(128 * MIB));
    assertEquals(1, arena.allocations());
    Payload half = pool.take(64 * MIB);
    Payload little = pool.take(1000);
    assertEquals(1, arena.allocations());
    give(List.of(half, little));
    pool.give(pool.take(128 * MIB));
    assertEquals(1, arena.allocations());
  }

  /// Chunks grow, so that a large pool has few.
  @Test
  void memoryIsAddedInEverLargerPieces() {
    give(take(16 * 1024, 1024));
    assertTrue(arena.allocations() <= 9, () -> arena.allocations() + " chunks for 16 MiB");
    assertTrue(arena.bytes() <= 32 * MIB, () -> arena.bytes() + " bytes for 16 MiB");
  }

  /// More blocks than its list of free ones keeps.
  @Test
  void asManyAsYouLikeCanBeGivenBack() {
    List<Payload> taken = take(10_000, 1);
    long bytes = arena.bytes();
    give(taken);
    give(take(10_000, 1));
    assertEquals(bytes, arena.bytes());
  }

  @Test
  void payloadsWithoutAByteTakeNoMemory() {
    List<Payload> none = take(10_000, 0);
    assertEquals(0, pool.outstandingBytes());
    give(none);
    Payload again = pool.take(0);
    assertTrue(none.contains(again));
    assertEquals(0, arena.allocations());
    pool.give(again);
  }

  @ParameterizedTest
  @ValueSource(longs = {601 << 20, 1L << 50, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE})
  void memoryThatCannotBeHadIsRefused(long bytes) {
    Payload before = pool.take(64);
    assertThrows(MemoryRefusedException.class, () -> pool.take(bytes));
    assertEquals(64, pool.outstandingBytes());
    Payload after = pool.take(64);
    assertNotSame(before, after);
    give(List.of(before, after));
  }

  @Test
  void outstandingBytesAreThoseOfTakenBlocks() {
    Random random = new Random(1);
    List<Payload> taken = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    long outstanding = 0;
    for (int step = 0; step < 5_000; step++) {
      if (taken.isEmpty() || random.nextInt(9) < 5) {
        long bytes = random.nextInt(1 << random.nextInt(18));
        taken.add(pool.take(bytes));
        sizes.add(bytes);
        outstanding += PayloadPool.blockBytes(bytes);
      } else {
        int which = random.nextInt(taken.size());
        pool.give(taken.remove(which));
        outstanding -= PayloadPool.blockBytes(sizes.remove(which));
      }
      assertEquals(outstanding, pool.outstandingBytes());
    }
    give(taken);
  }

  /// Each writes its number all over its blocks, and finds it there.
  @Test
  void blocksOfSeveralThreadsNeverOverlap() {
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte number = (byte) (i + 1);
      threads.add(CompletableFuture.runAsync(() -> useBlocks(number)));
    }
    threads.forEach(CompletableFuture::join);
    assertTrue(arena.bytes() <= 16 * MIB, () -> arena.bytes() + " bytes");
  }

  private void useBlocks(byte number) {
    Random random = new Random(number);
    Payload[] held = new Payload[16];
    int[] sizes = new int[held.length];
    for (int step = 0; step < 6_000; step++) {
      int i = random.nextInt(held.length);
      if (held[i] != null) {
        requireFilled(held[i], sizes[i], number);
        pool.give(held[i]);
      }
      sizes[i] = random.nextInt(1 << random.nextInt(15));
      held[i] = pool.take(sizes[i]);
      if (sizes[i] > 0) {
        held[i].memory().asSlice(held[i].start(), sizes[i]).fill(number);
      }
    }
    for (Payload payload : held) {
      if (payload != null) {
        pool.give(payload);
      }
    }
  }

  private static void requireFilled(Payload payload, int bytes, byte number) {
    for (int i = 0; i < bytes; i += 7) {
      byte found = payload.memory().get(ValueLayout.JAVA_BYTE, payload.start() + i);
      assertEquals(number, found, "somebody else wrote here");
    }
  }
}
