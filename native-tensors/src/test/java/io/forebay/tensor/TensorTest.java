package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Test
  void allocatedTensorIsAlignedAndZero() {
    Tensor tensor = Tensor.allocate(arena, TensorSpec.of(DType.INT32, 3, 5));
    assertEquals(DType.INT32, tensor.dtype());
    assertEquals(Shape.of(3, 5), tensor.shape());
    assertEquals(15, tensor.elementCount());
    assertEquals(60, tensor.byteSize());
    assertEquals(60, tensor.segment().byteSize());
    assertEquals(0, tensor.byteOffset());
    assertEquals("int32[3,5]", tensor.toString());
    assertTrue(tensor.isAligned(Tensor.ALIGNMENT));
    for (int i = 0; i < 15; i++) {
      assertEquals(0, tensor.getInt(i));
    }
  }

  @Test
  void liesWhereItIsPut() {
    MemorySegment base = arena.allocate(64, 64);
    Tensor tensor = Tensor.of(DType.INT16, Shape.of(4), base, 10);
    assertSame(base, tensor.base());
    assertEquals(10, tensor.byteOffset());
    assertEquals(base.address() + 10, tensor.segment().address());
    assertTrue(tensor.isAligned(2));
    assertFalse(tensor.isAligned(64));
    tensor.setShort(1, (short) 0x0102);
    assertEquals(2, base.get(ValueLayout.JAVA_BYTE, 12), "the low byte comes first");
    assertEquals(1, base.get(ValueLayout.JAVA_BYTE, 13));
  }

  @Test
  void mustFitItsSegmentAndHaveAKnownShape() {
    MemorySegment base = arena.allocate(8);
    assertThrows(
        IndexOutOfBoundsException.class, () -> Tensor.of(DType.INT8, Shape.of(8), base, 1));
    assertThrows(
        IndexOutOfBoundsException.class, () -> Tensor.of(DType.INT8, Shape.of(2), base, -1));
    assertEquals(0, Tensor.of(DType.INT8, Shape.of(0), base, 8).byteSize());
    var of =
        assertThrows(
            IllegalArgumentException.class, () -> Tensor.of(DType.INT8, Shape.of(-1), base, 0));
    assertEquals("shape: [?] (expected: fully defined)", of.getMessage());
    var made =
        assertThrows(
            IllegalArgumentException.class, () -> Tensor.allocate(arena, DType.INT8, Shape.of(-1)));
    assertEquals("shape: [?] (expected: fully defined)", made.getMessage());
  }

  @Test
  void valuesOfEverySizeAreReadBackLittleEndian() {
    Tensor bytes = Tensor.allocate(arena, DType.UINT8, Shape.of(2));
    bytes.setByte(1, (byte) 0x81);
    assertEquals((byte) 0x81, bytes.getByte(1));
    Tensor shorts = Tensor.allocate(arena, DType.BFLOAT16, Shape.of(2));
    shorts.setShort(1, (short) 0x8182);
    assertEquals((short) 0x8182, shorts.getShort(1));
    Tensor ints = Tensor.allocate(arena, DType.UINT32, Shape.of(2));
    ints.setInt(1, 0x81828384);
    assertEquals(0x81828384, ints.getInt(1));
    assertEquals((byte) 0x84, ints.segment().get(ValueLayout.JAVA_BYTE, 4));
    Tensor longs = Tensor.allocate(arena, DType.COMPLEX64, Shape.of(2));
    longs.setLong(1, 0x8182838485868788L);
    assertEquals(0x8182838485868788L, longs.getLong(1));
    assertEquals((byte) 0x88, longs.segment().get(ValueLayout.JAVA_BYTE, 8));
  }

  @Test
  void floatsKeepTheirBits() {
    Tensor floats = Tensor.allocate(arena, DType.FLOAT32, Shape.of(2));
    floats.setFloat(0, -1.5f);
    floats.setFloat(1, Float.intBitsToFloat(0x7fc12345));
    assertEquals(-1.5f, floats.getFloat(0));
    assertEquals(0x7fc12345, floats.getInt(1));
    Tensor doubles = Tensor.allocate(arena, DType.FLOAT64, Shape.of(1));
    doubles.setDouble(0, Math.PI);
    assertEquals(Math.PI, doubles.getDouble(0));
  }

  @Test
  void accessOfAnotherSizeOrOutsideIsRefused() {
    Tensor ints = Tensor.allocate(arena, DType.INT32, Shape.of(2));
    var e = assertThrows(IllegalArgumentException.class, () -> ints.getLong(0));
    assertEquals("access: 8 bytes (expected: 4 bytes, a int32)", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ints.setByte(0, (byte) 1));
    assertThrows(IndexOutOfBoundsException.class, () -> ints.getInt(2));
    assertThrows(IndexOutOfBoundsException.class, () -> ints.setInt(-1, 1));
  }

  @Test
  void byteBufferIsDirectNativeOrderAndAtPosition0() {
    MemorySegment base = arena.allocate(64);
    Tensor tensor = Tensor.of(DType.INT32, Shape.of(3), base, 20);
    ByteBuffer buffer = tensor.asByteBuffer();
    assertTrue(buffer.isDirect());
    assertEquals(ByteOrder.nativeOrder(), buffer.order());
    assertEquals(0, buffer.position());
    assertEquals(12, buffer.limit());
    buffer.put(0, (byte) 7);
    assertEquals(7, tensor.segment().get(ValueLayout.JAVA_BYTE, 0));
    assertEquals(7, base.get(ValueLayout.JAVA_BYTE, 20));
  }

  @Test
  void copyNeedsTheSameTypeAndShape() {
    Tensor from = Tensor.allocate(arena, DType.INT32, Shape.of(2));
    Tensor to = Tensor.allocate(arena, DType.INT32, Shape.of(2));
    from.setInt(1, 42);
    to.copyFrom(from);
    assertEquals(42, to.getInt(1));
    to.zero();
    assertEquals(0, to.getInt(1));
    Tensor other = Tensor.allocate(arena, DType.UINT32, Shape.of(2));
    var e = assertThrows(IllegalArgumentException.class, () -> to.copyFrom(other));
    assertEquals("source: uint32[2] (expected: int32[2])", e.getMessage());
    Tensor longer = Tensor.allocate(arena, DType.INT32, Shape.of(3));
    assertThrows(IllegalArgumentException.class, () -> to.copyFrom(longer));
  }

  @Test
  void emptyTensorHasAnAddressAndNoBytes() {
    Tensor empty = Tensor.allocate(arena, DType.FLOAT32, Shape.of(0, 3));
    assertEquals(0, empty.byteSize());
    assertEquals(0, empty.asByteBuffer().remaining());
    assertTrue(empty.isAligned(256));
    empty.zero();
  }
}
