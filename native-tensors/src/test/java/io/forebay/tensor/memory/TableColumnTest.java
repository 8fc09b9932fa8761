package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableColumnTest {
  private static final long CHUNK = 64 << 20;

  private final Arena arena = Arena.ofShared();

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRowHasItsOwnBytes(MemoryPolicy policy) {
    TableColumn column = TableColumn.of(arena, 40, 1000, policy);
    assertEquals(40, column.elementBytes());
    assertEquals(1000, column.rows());
    assertEquals(40_000, column.memoryBytes());
    assertEquals(0, (column.segment(0).address() + column.offset(0)) % 256);
    for (int row = 0; row < 1000; row++) {
      assertEquals(0, column.segment(row).get(ValueLayout.JAVA_INT, column.offset(row)));
      column.segment(row).set(ValueLayout.JAVA_INT, column.offset(row), row);
      column.segment(row).set(ValueLayout.JAVA_INT, column.offset(row) + 36, ~row);
    }
    for (int row = 0; row < 1000; row++) {
      assertEquals(row, column.segment(row).get(ValueLayout.JAVA_INT, column.offset(row)));
      assertEquals(~row, column.segment(row).get(ValueLayout.JAVA_INT, column.offset(row) + 36));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsBeyondTheLastAreRefused(MemoryPolicy policy) {
    TableColumn column = TableColumn.of(arena, 8, 3, policy);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> column.segment(3).get(ValueLayout.JAVA_LONG, column.offset(3)));
    assertThrows(IndexOutOfBoundsException.class, () -> column.segment(-1));
    assertTrue(column.isContiguous(1, 2));
    assertFalse(column.isContiguous(2, 2));
  }

  @ParameterizedTest
  @EnumSource
  void elementsWithoutBytesNeedNoMemory(MemoryPolicy policy) {
    TableColumn column = TableColumn.of(arena, 0, 1L << 40, policy);
    assertEquals(0, column.memoryBytes());
    assertEquals(
        0, column.segment((1L << 40) - 1).asSlice(column.offset((1L << 40) - 1), 0).byteSize());
  }

  @ParameterizedTest
  @EnumSource
  void wrongSizesAreRefused(MemoryPolicy policy) {
    var e = assertThrows(IllegalArgumentException.class, () -> TableColumn.of(arena, 4, 0, policy));
    assertEquals("rows: 0 (expected: at least 1)", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> TableColumn.of(arena, -1, 4, policy));
    assertThrows(
        MemoryRefusedException.class, () -> TableColumn.of(arena, 1 << 20, 1L << 40, policy));
    assertThrows(
        MemoryRefusedException.class, () -> TableColumn.of(arena, 1 << 20, Long.MAX_VALUE, policy));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 26",
    "64, 20",
    "65, 19",
    "602112, 6",
    "67108864, 0",
    "67108865, 0",
    "1000000000, 0"
  })
  void chunkHasAPowerOfTwoOfRowsInAtMost64MiB(long elementBytes, int shift) {
    assertEquals(shift, TableColumn.chunkShift(elementBytes));
    assertTrue(shift == 0 || (elementBytes << shift) <= CHUNK);
  }

  @Test
  void plainTableTakesItsChunksOnFirstUse() {
    List<Long> taken = new ArrayList<>();
    TableColumn column =
        new TableColumn(
            16,
            10,
            2,
            bytes -> {
              taken.add(bytes);
              return arena.allocate(bytes, 256);
            });
    assertEquals(List.of(), taken);
    column.segment(5);
    column.segment(7);
    assertEquals(List.of(64L), taken);
    column.segment(9);
    assertEquals(List.of(64L, 32L), taken, "the last chunk holds the remaining rows only");
    assertSame(column.segment(4), column.segment(7));
    assertEquals(16, column.offset(5));
    assertTrue(column.isContiguous(4, 4));
    assertFalse(column.isContiguous(3, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> column.segment(12));
  }

  @Test
  void chunkThatCannotBeHadIsTriedAgain() {
    MemoryLimits limits = new MemoryLimits(1000, "use less");
    AtomicInteger calls = new AtomicInteger();
    TableColumn column =
        new TableColumn(
            16,
            10,
            2,
            bytes -> {
              if (calls.incrementAndGet() == 1) {
                throw limits.refused(bytes, new OutOfMemoryError("no direct buffer memory"));
              }
              return arena.allocate(bytes, 256);
            });
    var e = assertThrows(MemoryRefusedException.class, () -> column.segment(0));
    assertTrue(
        e.getMessage().contains("raise -XX:MaxDirectMemorySize, use a shared arena, or use less"),
        e.getMessage());
    assertEquals(64, column.segment(0).byteSize());
  }

  @Test
  void threadsThatMeetAtAChunkShareIt() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    TableColumn column =
        new TableColumn(
            8,
            1024,
            4,
            bytes -> {
              calls.incrementAndGet();
              return arena.allocate(bytes, 256);
            });
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int id = t;
      threads.add(Thread.ofPlatform().start(() -> fill(column, id, start, wrong)));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, wrong.get());
    assertEquals(64, calls.get());
  }

  private static void fill(TableColumn column, int id, CountDownLatch start, AtomicInteger wrong) {
    try {
      start.await();
      for (long row = id; row < 1024; row += 4) {
        MemorySegment segment = column.segment(row);
        boolean zero = segment.get(ValueLayout.JAVA_LONG, column.offset(row)) == 0;
        segment.set(ValueLayout.JAVA_LONG, column.offset(row), row + 1);
        wrong.addAndGet(zero && segment == column.segment(row) ? 0 : 1);
      }
    } catch (InterruptedException | RuntimeException e) {
      wrong.incrementAndGet();
    }
  }

  @Test
  void twoChunksOfARealTableAreTwoAllocations() {
    long elementBytes = CHUNK / 2 + 256;
    TableColumn column = TableColumn.of(arena, elementBytes, 2, MemoryPolicy.PLAIN);
    MemorySegment second = column.segment(1);
    assertEquals(elementBytes, second.byteSize());
    assertEquals(0, column.offset(1));
    assertEquals(0, second.address() % 256);
  }
}
