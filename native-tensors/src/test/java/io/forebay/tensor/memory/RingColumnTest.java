package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The mirrored and the plain form pass the same suite.
class RingColumnTest {
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  @ParameterizedTest
  @EnumSource
  void rowsAreApartAndComeRound(MemoryPolicy policy) {
    for (long elementBytes : new long[] {1, 3, 4, 100, 4096, 5000}) {
      try (Arena arena = Arena.ofShared()) {
        RingColumn column = RingColumn.of(arena, elementBytes, 8, policy);
        assertTrue(column.rows() >= 8);
        assertEquals(elementBytes, column.elementBytes());
        assertEquals(column.rows() * elementBytes, column.memoryBytes());
        assertEquals(column.memoryBytes(), RingColumn.plannedBytes(elementBytes, 8, policy));
        assertEquals(0, column.base().address() % 256);
        for (long position : new long[] {0, 1, 7, column.rows() - 1, column.rows(), 1L << 61}) {
          assertEquals(position % column.rows() * elementBytes, column.offset(position));
          assertSame(column.base(), column.segment(position));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenAtAPositionIsReadThereInAnyRun(MemoryPolicy policy) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int slots = 16;
    try (Arena arena = Arena.ofShared()) {
      int elementBytes = 1 + random.nextInt(300);
      RingColumn column = RingColumn.of(arena, elementBytes, slots, policy);
      long first = random.nextLong(1L << 40);
      for (long tail = first; tail < first + 5000; tail += 1 + random.nextInt(slots)) {
        long from = Math.max(first, tail - slots);
        write(column, from, tail);
        int n = (int) (tail - from);
        assertTrue(n <= slots);
        check(column, from, n, "seed " + seed + ", " + elementBytes + " bytes");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAreContiguousUnlessAPlainRingEnds(MemoryPolicy policy) {
    try (Arena arena = Arena.ofShared()) {
      RingColumn column = RingColumn.of(arena, 64, 6, policy);
      assertEquals(
          policy == MemoryPolicy.BEST && Platform.current().mirroring(), column.isMirrored());
      for (long position = 0; position < 3 * column.rows(); position++) {
        for (int n = 1; n <= 6; n++) {
          boolean inside = position % column.rows() + n <= column.rows();
          assertEquals(inside || column.isMirrored(), column.isContiguous(position, n));
        }
      }
      assertFalse(column.isContiguous(0, column.rows() + 1));
      assertTrue(column.isMirrored() || column.rows() == 6, "a plain ring has the rows asked");
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsWithoutBytesNeedNoMemory(MemoryPolicy policy) {
    try (Arena arena = Arena.ofShared()) {
      RingColumn column = RingColumn.of(arena, 0, 1L << 40, policy);
      assertEquals(0, column.memoryBytes());
      assertEquals(0, column.offset(12345));
      assertTrue(column.isContiguous((1L << 40) - 1, 1L << 20));
      assertEquals(0, column.base().asSlice(column.offset(3), 0).byteSize());
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongSizesAreRefused(MemoryPolicy policy) {
    try (Arena arena = Arena.ofShared()) {
      var e =
          assertThrows(IllegalArgumentException.class, () -> RingColumn.of(arena, 4, 0, policy));
      assertEquals("slots: 0 (expected: at least 1)", e.getMessage());
      assertThrows(IllegalArgumentException.class, () -> RingColumn.of(arena, -1, 4, policy));
      for (long slots : new long[] {1L << 50, 1L << 62, Long.MAX_VALUE}) {
        assertThrows(MemoryRefusedException.class, () -> RingColumn.of(arena, 8, slots, policy));
        assertThrows(MemoryRefusedException.class, () -> RingColumn.plannedBytes(8, slots, policy));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void diesWithItsArena(MemoryPolicy policy) {
    Arena arena = Arena.ofShared();
    RingColumn column = RingColumn.of(arena, 4, 4, policy);
    arena.close();
    assertThrows(IllegalStateException.class, () -> column.base().get(BYTE, 0));
    assertThrows(IllegalStateException.class, () -> RingColumn.of(arena, 4, 4, policy));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1, 4096, 1024", // a page of labels
    "4, 1025, 4096, 2048",
    "602112, 32, 4096, 32", // 147 whole pages
    "3136, 100, 4096, 128", // 28 x 28 float32: 64 rows fill 49 pages
    "150528, 64, 4096, 64", // 224 x 224 x 3: 36.75 pages, in fours
    "1, 1, 65536, 65536",
    "154587, 32, 4096, 0", // odd: 4,096 rows would take 633 MB instead of 5
    "154587, 4000, 4096, 4096", // the same, worth it
    "4099, 4, 4096, 0", // 4,096 rows of it: just above 16 MiB
    "4095, 4, 4096, 4096"
  })
  void mirroredRowsFillWholePages(long elementBytes, long slots, long pageBytes, long rows) {
    assertEquals(rows, RingColumn.mirroredRows(elementBytes, slots, pageBytes));
    assertEquals(0, rows * elementBytes % pageBytes);
  }

  @Test
  void plainFormStandsInForAnExpensiveMirror() {
    try (Arena arena = Arena.ofShared()) {
      RingColumn column = RingColumn.of(arena, 154_587, 8, MemoryPolicy.BEST);
      assertFalse(column.isMirrored());
      assertEquals(8, column.rows());
    }
  }

  private static void write(RingColumn column, long from, long to) {
    for (long position = from; position < to; position++) {
      MemorySegment base = column.base();
      long offset = column.offset(position);
      base.set(BYTE, offset, (byte) position);
      base.set(BYTE, offset + column.elementBytes() - 1, (byte) position);
    }
  }

  private static void check(RingColumn column, long from, int n, String text) {
    boolean run = column.isContiguous(from, n);
    for (int i = 0; i < n; i++) {
      long offset = run ? column.offset(from) + i * column.elementBytes() : column.offset(from + i);
      assertEquals((byte) (from + i), column.base().get(BYTE, offset), text);
      assertEquals(
          (byte) (from + i), column.base().get(BYTE, offset + column.elementBytes() - 1), text);
    }
  }
}
