package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirroredMemoryTest {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final Platform platform = Platform.current();

  @Test
  void isThereWhereThePlatformSaysSo() {
    try (Arena arena = Arena.ofConfined()) {
      long bytes = platform.nativeAccess() ? platform.pageBytes() : 4096;
      Optional<MemorySegment> memory = MirroredMemory.map(arena, bytes);
      assertEquals(platform.mirroring(), memory.isPresent());
      memory.ifPresent(twice -> assertEquals(2 * bytes, twice.byteSize()));
    }
  }

  @Test
  void eachHalfIsTheOther() {
    assumeTrue(platform.mirroring());
    long bytes = 3 * platform.pageBytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment twice = MirroredMemory.map(arena, bytes).orElseThrow();
      assertEquals(-1, twice.mismatch(MemorySegment.ofArray(new byte[(int) (2 * bytes)])), "zeros");
      twice.set(LONG, 8, 42);
      assertEquals(42, twice.get(LONG, bytes + 8));
      twice.set(LONG, 2 * bytes - 8, 43);
      assertEquals(43, twice.get(LONG, bytes - 8));
    }
  }

  @Test
  void runAcrossTheSeamGoesOnAtTheStart() {
    assumeTrue(platform.mirroring());
    long bytes = platform.pageBytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment twice = MirroredMemory.map(arena, bytes).orElseThrow();
      twice.set(LONG, bytes - 4, 0x0102030405060708L);
      int low = twice.get(ValueLayout.JAVA_INT, bytes - 4);
      int high = twice.get(ValueLayout.JAVA_INT, 0);
      assertEquals(0x0102030405060708L, ((long) high << 32) | (low & 0xffffffffL));
    }
  }

  @Test
  void anyThreadSeesBothHalves() throws InterruptedException {
    assumeTrue(platform.mirroring());
    long bytes = platform.pageBytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment twice = MirroredMemory.map(arena, bytes).orElseThrow();
      Thread writer = Thread.ofPlatform().start(() -> twice.set(LONG, bytes, 7));
      writer.join();
      assertEquals(7, twice.get(LONG, 0));
    }
  }

  @Test
  void closingTheArenaLeavesNothing() throws IOException {
    assumeTrue(platform.mirroring());
    long before = ProcessMaps.mirrors();
    Arena arena = Arena.ofShared();
    MemorySegment twice = MirroredMemory.map(arena, 4 * platform.pageBytes()).orElseThrow();
    MemorySegment other = MirroredMemory.map(arena, platform.pageBytes()).orElseThrow();
    assertEquals(before + 4, ProcessMaps.mirrors());
    assertEquals(0, ProcessMaps.descriptors(), "the mapping alone keeps the file");
    arena.close();
    assertEquals(before, ProcessMaps.mirrors());
    assertThrows(IllegalStateException.class, () -> twice.get(LONG, 0));
    assertFalse(other.scope().isAlive());
  }

  @Test
  void arenaThatDoesNotTakeItLeavesNothing() throws IOException {
    assumeTrue(platform.mirroring());
    long before = ProcessMaps.mirrors();
    Arena closed = Arena.ofShared();
    closed.close();
    assertThrows(
        IllegalStateException.class, () -> MirroredMemory.map(closed, platform.pageBytes()));
    assertEquals(before, ProcessMaps.mirrors());
    assertEquals(0, ProcessMaps.descriptors());
  }

  @Test
  void failureInTheMiddleLeavesNothing() throws IOException {
    assumeTrue(platform.mirroring());
    long before = ProcessMaps.mirrors();
    long tooMuch = 1L << 60; // a file may be that long; no address space is
    assertTrue(MirroredMemory.mapTwice(platform.posix(), tooMuch) < 0);
    long uneven = platform.pageBytes() + 8; // the second half would begin within a page
    assertTrue(MirroredMemory.mapTwice(platform.posix(), uneven) < 0);
    assertTrue(MirroredMemory.mapTwice(platform.posix(), -1) < 0, "no file has that length");
    assertEquals(before, ProcessMaps.mirrors());
    assertEquals(0, ProcessMaps.descriptors());
  }

  @Test
  void sizeMustBeWholePages() {
    try (Arena arena = Arena.ofConfined()) {
      var zero = assertThrows(IllegalArgumentException.class, () -> MirroredMemory.map(arena, 0));
      assertTrue(
          zero.getMessage().startsWith("bytes: 0 (expected: a positive multiple of the page"));
      assertThrows(IllegalArgumentException.class, () -> MirroredMemory.map(arena, -4096));
      assumeTrue(platform.nativeAccess());
      assertThrows(
          IllegalArgumentException.class,
          () -> MirroredMemory.map(arena, platform.pageBytes() + 8));
    }
  }

  @Test
  void moreThanTheMachineHasIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      assertThrows(MemoryRefusedException.class, () -> MirroredMemory.map(arena, 1L << 56));
    }
  }
}
