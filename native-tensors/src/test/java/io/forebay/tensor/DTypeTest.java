package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DTypeTest {
  @ParameterizedTest
  @CsvSource({
    "float16,2",
    "bfloat16,2",
    "float32,4",
    "float64,8",
    "int8,1",
    "int16,2",
    "int32,4",
    "int64,8",
    "uint8,1",
    "uint16,2",
    "uint32,4",
    "uint64,8",
    "bool,1",
    "complex64,8",
    "complex128,16"
  })
  void hasNameAndSize(String name, int bytes) {
    DType dtype = DType.named(name);
    assertEquals(bytes, dtype.bytes());
    assertEquals(name, dtype.typeName());
    assertEquals(name, dtype.toString());
    assertTrue(dtype.isFixedSize());
  }

  @ParameterizedTest
  @EnumSource(names = "STRING", mode = EnumSource.Mode.EXCLUDE)
  void layoutIsLittleEndianAndUnaligned(DType dtype) {
    boolean complex = dtype == DType.COMPLEX64 || dtype == DType.COMPLEX128;
    assertEquals(dtype.bytes(), dtype.layout().byteSize() * (complex ? 2 : 1));
    assertEquals(1, dtype.layout().byteAlignment());
    assertTrue(dtype.bytes() == 1 || dtype.layout().order() == ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void layoutReadsTheLowByteFirst() {
    MemorySegment memory = MemorySegment.ofArray(new byte[] {9, 1, 2, 0, 0});
    assertEquals(0x201, memory.get((ValueLayout.OfInt) DType.INT32.layout(), 1));
  }

  @Test
  void stringsHaveNoFixedSize() {
    assertEquals(DType.STRING, DType.named("string"));
    assertFalse(DType.STRING.isFixedSize());
    var bytes = assertThrows(UnsupportedOperationException.class, DType.STRING::bytes);
    assertEquals("dtype: string (expected: a dtype of fixed size)", bytes.getMessage());
    var layout = assertThrows(UnsupportedOperationException.class, DType.STRING::layout);
    assertEquals(bytes.getMessage(), layout.getMessage());
  }

  @Test
  void unknownNameIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> DType.named("float8"));
    assertTrue(
        e.getMessage().startsWith("dtype: float8 (expected: one of float16, bfloat16,"),
        e.getMessage());
    assertFalse(e.getMessage().contains("FLOAT"));
  }
}
