package io.forebay.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read again, and nothing else passes.
class ContentTest {
  private static final int WIDTH = 29;
  private static final int ROWS = 3;

  private static Tensor[] written(Kind kind) {
    Content content = new Content(kind, WIDTH);
    Tensor[] rows = new Scratch(Arena.ofAuto(), kind, ROWS, WIDTH).rows(ROWS, WIDTH);
    for (int row = 0; row < ROWS; row++) {
      content.write(2, 100 + row, WIDTH, rows, row);
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsReadAgain(Kind kind) {
    Tensor[] rows = written(kind);
    Content reader = new Content(kind, WIDTH);
    for (int row = 0; row < ROWS; row++) {
      assertNull(reader.read(rows, ROWS, row));
      assertEquals(2, reader.producer());
      assertEquals(100 + row, reader.sequence());
    }
  }

  /// Every single bit of every component.
  @ParameterizedTest
  @EnumSource
  void aBitThatDiffersIsFound(Kind kind) {
    Tensor[] rows = written(kind);
    Content reader = new Content(kind, WIDTH);
    for (Tensor tensor : rows) {
      MemorySegment memory = tensor.segment();
      long bytesOfRow = memory.byteSize() / ROWS;
      for (long at = bytesOfRow; at < 2 * bytesOfRow; at++) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
          flip(memory, at, bit);
          assertNotNull(reader.read(rows, ROWS, 1), tensor + " byte " + at);
          flip(memory, at, bit);
        }
      }
    }
    assertNull(reader.read(rows, ROWS, 1));
  }

  private static void flip(MemorySegment memory, long at, int bit) {
    byte value = memory.get(ValueLayout.JAVA_BYTE, at);
    memory.set(ValueLayout.JAVA_BYTE, at, (byte) (value ^ 1 << bit));
  }

  @Test
  void paddingMustBeZero() {
    Content content = new Content(Kind.PADDING, WIDTH);
    Tensor[] wide = new Scratch(Arena.ofAuto(), Kind.PADDING, 1, WIDTH).rows(1, WIDTH);
    wide[1].zero();
    content.write(0, 5, 11, wide, 0);
    assertNull(content.read(wide, 1, 0));
    wide[1].setByte(WIDTH - 1, (byte) 1);
    String wrong = content.read(wide, 1, 0);
    assertNotNull(wrong);
    assertTrue(wrong.contains("padding"), wrong);
  }
}
