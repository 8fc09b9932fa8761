package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StringTensorTest {
  private final Arena arena = Arena.ofConfined();
  private final Tensor words = Tensor.ofStrings(arena, Shape.of(3), "pear", "", "fig");

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Test
  void stringsAreReadBack() {
    assertEquals(DType.STRING, words.dtype());
    assertEquals(Shape.of(3), words.shape());
    assertEquals(3, words.elementCount());
    assertEquals("string[3]", words.toString());
    assertEquals(List.of("pear", "", "fig"), Strings.of(words));
    assertEquals(4, words.stringLength(0));
    assertEquals(0, words.stringLength(1));
    assertEquals(0, words.stringBytes(1).byteSize());
    assertTrue(words.isAligned(Tensor.ALIGNMENT));
  }

  @Test
  void tableOfPlacesLiesBeforeTheData() {
    MemorySegment memory = words.segment();
    assertEquals(4 * 8 + 7, memory.byteSize());
    assertEquals(memory.byteSize(), words.byteSize());
    assertEquals(List.of(0L, 4L, 4L, 7L), Strings.table(memory, 0, 4));
    assertEquals('p', memory.get(ValueLayout.JAVA_BYTE, 32));
    assertEquals('g', memory.get(ValueLayout.JAVA_BYTE, 38));
    assertEquals(39, words.asByteBuffer().remaining());
  }

  @Test
  void bytesOfAStringAreNotCopied() {
    MemorySegment fig = words.stringBytes(2);
    assertEquals(words.base().address() + 36, fig.address());
    fig.set(ValueLayout.JAVA_BYTE, 0, (byte) 'p');
    assertEquals("pig", words.getString(2));
  }

  @Test
  void textLiesInUtf8() {
    Tensor text = Tensor.ofStrings(arena, Shape.of(3), "Öl", "語", "😀\0");
    assertEquals(List.of("Öl", "語", "😀\0"), Strings.of(text));
    assertEquals(3, text.stringLength(0));
    assertEquals(3, text.stringLength(1));
    assertEquals(5, text.stringLength(2));
    assertEquals((byte) 0xc3, text.stringBytes(0).get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void bytesNeedNotBeText() {
    byte[] bytes = {-1, 0, 'a'};
    Tensor tensor = Tensor.ofBytes(arena, Shape.of(1), bytes);
    bytes[0] = 1;
    assertArrayEquals(
        new byte[] {-1, 0, 'a'}, tensor.stringBytes(0).toArray(ValueLayout.JAVA_BYTE));
    assertEquals("\ufffd\0a", tensor.getString(0));
  }

  @Test
  void scalarAndEmptyTensorsHaveATable() {
    Tensor scalar = Tensor.ofStrings(arena, Shape.scalar(), "kiwi");
    assertEquals("kiwi", scalar.getString(0));
    assertEquals(2 * 8 + 4, scalar.byteSize());
    Tensor none = Tensor.ofStrings(arena, Shape.of(2, 0));
    assertEquals(0, none.elementCount());
    assertEquals(8, none.byteSize());
    assertEquals(8, none.segment().byteSize());
    assertThrows(IndexOutOfBoundsException.class, () -> none.getString(0));
  }

  @Test
  void asManyStringsAsTheShapeHasMustBeGiven() {
    var few =
        assertThrows(
            IllegalArgumentException.class, () -> Tensor.ofStrings(arena, Shape.of(2, 2), "a"));
    assertEquals("values: 1 (expected: as many as the shape [2,2] has)", few.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Tensor.ofBytes(arena, Shape.of(-1)));
    assertThrows(IllegalArgumentException.class, () -> Tensor.ofBytes(arena, Shape.unknownRank()));
  }

  @Test
  void liesWhereItIsPut() {
    MemorySegment memory = arena.allocate(100);
    MemorySegment.copy(words.segment(), 0, memory, 5, words.byteSize());
    Tensor tensor = Tensor.of(DType.STRING, Shape.of(3), memory, 5);
    assertEquals(List.of("pear", "", "fig"), Strings.of(tensor));
    assertEquals(5, tensor.byteOffset());
    assertEquals(memory.address() + 5, tensor.segment().address());
  }

  @Test
  void firstPlaceNeedNotBe0() {
    MemorySegment memory = Strings.withTable(arena, 0, 2, 5);
    memory.asSlice(16).copyFrom(MemorySegment.ofArray("xxfig".getBytes()));
    Tensor tensor = Tensor.of(DType.STRING, Shape.scalar(), memory, 0);
    assertEquals("fig", tensor.getString(0));
    assertEquals(2 * 8 + 3, tensor.byteSize());
    assertThrows(UnsupportedOperationException.class, tensor::segment);
  }

  @Test
  void tableMustFitTheSegment() {
    MemorySegment memory = arena.allocate(64);
    assertEquals(8, Tensor.of(DType.STRING, Shape.of(0), memory, 56).byteSize());
    assertTooShort(memory, Shape.of(0), 57);
    assertTooShort(memory, Shape.of(8), 0);
    assertTooShort(memory, Shape.of(1), -1);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Tensor.of(DType.STRING, Shape.of(Long.MAX_VALUE), memory, 0));
  }

  @Test
  void dataMustFitTheSegment() {
    MemorySegment fits = Strings.withTable(arena, 0, 0, 48);
    assertEquals(48, Tensor.of(DType.STRING, Shape.scalar(), fits, 0).stringBytes(0).byteSize());
    assertTooShort(Strings.withTable(arena, 0, 0, 49), Shape.of(1), 0);
    assertTooShort(Strings.withTable(arena, 1, 0, 48), Shape.of(1), 1);
    assertTooShort(Strings.withTable(arena, 0, 0, Long.MAX_VALUE), Shape.of(1), 0);
  }

  @Test
  void placesThatDecreaseAreRefused() {
    MemorySegment decreasing = Strings.withTable(arena, 0, 0, 5, 3);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tensor.of(DType.STRING, Shape.of(2), decreasing, 0));
    assertEquals("strings: place 2 of the table is 3 (expected: at least 5)", e.getMessage());
    MemorySegment negative = Strings.withTable(arena, 0, -1, 5);
    assertThrows(
        IllegalArgumentException.class, () -> Tensor.of(DType.STRING, Shape.of(1), negative, 0));
  }

  @Test
  void tableThatIsSpoiledLaterReachesNothingOutsideTheSegment() {
    MemorySegment memory = Strings.withTable(arena, 0, 0, 4, 8);
    Tensor tensor = Tensor.of(DType.STRING, Shape.of(2), memory, 0);
    MemorySegment.copy(Strings.withTable(arena, 0, 0, 1L << 40, 8), 0, memory, 0, 24);
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.stringBytes(0));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.getString(1));
  }

  @Test
  void numbersAreNotReadFromStrings() {
    List<Executable> uses =
        List.of(
            () -> words.getByte(0),
            () -> words.setByte(0, (byte) 1),
            () -> words.getShort(0),
            () -> words.getInt(0),
            () -> words.getFloat(0),
            () -> words.setDouble(0, 1),
            () -> words.setLong(0, 1));
    for (Executable use : uses) {
      assertThrows(IllegalArgumentException.class, use);
    }
    var e = assertThrows(IllegalArgumentException.class, () -> words.getLong(0));
    assertEquals("access: 8 bytes (expected: a string)", e.getMessage());
  }

  @Test
  void stringsAreNotReadFromNumbers() {
    Tensor numbers = Tensor.allocate(arena, DType.INT64, Shape.of(2));
    var e = assertThrows(IllegalArgumentException.class, () -> numbers.getString(0));
    assertEquals("access: string (expected: int64)", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> numbers.stringBytes(0));
    assertThrows(IllegalArgumentException.class, () -> numbers.stringLength(0));
  }

  @Test
  void stringsThatAreNotThereAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> words.getString(3));
    assertThrows(IndexOutOfBoundsException.class, () -> words.stringLength(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> words.stringBytes(3));
  }

  @Test
  void stringsAreNeitherAllocatedNorOverwritten() {
    var made =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tensor.allocate(arena, TensorSpec.of(DType.STRING, 2)));
    assertEquals(
        "dtype: string (expected: a dtype of fixed size; for others ofStrings, ofBytes)",
        made.getMessage());
    var copied = assertThrows(UnsupportedOperationException.class, () -> words.copyFrom(words));
    assertEquals("dtype: string (expected: a dtype of fixed size)", copied.getMessage());
    assertThrows(UnsupportedOperationException.class, words::zero);
    assertEquals("pear", words.getString(0));
  }

  private static void assertTooShort(MemorySegment memory, Shape shape, long offset) {
    assertThrows(
        IndexOutOfBoundsException.class, () -> Tensor.of(DType.STRING, shape, memory, offset));
  }
}
