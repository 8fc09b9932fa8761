package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkCopyTest {
  private static final int BEFORE = 3;
  private static final int AFTER = 5;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 5119, 5120, 5121, 602_112})
  void allBytesAreCopied_andNoOthers(int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(bytes + 7L);
      for (int i = 0; i < bytes; i++) {
        from.set(ValueLayout.JAVA_BYTE, 7L + i, value(i));
      }
      MemorySegment to = arena.allocate((long) BEFORE + bytes + AFTER);
      BulkCopy.copy(from, 7, to, BEFORE, bytes);
      for (int i = -BEFORE; i < bytes + AFTER; i++) {
        int expected = i < 0 || i >= bytes ? 0 : value(i);
        assertEquals(expected, to.get(ValueLayout.JAVA_BYTE, BEFORE + (long) i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 10_000})
  void thereMustBeRoom(int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(bytes);
      MemorySegment to = arena.allocate(bytes - 1L);
      assertThrows(IndexOutOfBoundsException.class, () -> BulkCopy.copy(from, 0, to, 0, bytes));
    }
  }

  private static byte value(int i) {
    return (byte) (1 + i % 100);
  }
}
