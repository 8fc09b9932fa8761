package io.forebay.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parser's own rules and its errors, each in one line.
final class ExampleParserTest {
  private static final FeatureSpec FARE = FeatureSpec.parse("fare:float32[2]");
  private static final FeatureSpec AREA = FeatureSpec.parse("area:uint8[]");

  @TempDir Path folder;

  private RecordBuffer record(byte[] payload) throws IOException {
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader =
        TfRecordReader.open(Frames.file(folder, "r", Frames.frames(new byte[3], payload)))) {
      assertTrue(reader.next(record) && reader.next(record));
      return record;
    }
  }

  private static Element slot(ExampleParser parser) {
    return Element.of(
        parser.elementSpec(),
        parser.elementSpec().components().stream()
            .map(c -> Tensor.allocate(Arena.ofAuto(), c))
            .toArray(Tensor[]::new));
  }

  private void assertError(String text, byte[] payload, FeatureSpec... specs) throws IOException {
    RecordBuffer record = record(payload);
    ExampleParser parser = ExampleParser.of(specs);
    RecordException e =
        assertThrows(RecordException.class, () -> parser.parse(record, slot(parser)));
    assertEquals(folder.resolve("r") + ": record 1 at byte 19: " + text, e.getMessage());
    assertEquals(1, e.recordNumber());
    assertEquals(19, e.byteOffset());
    assertEquals(folder.resolve("r"), e.file());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
    return bytes;
  }

  @Test
  void elementsHaveTheFeaturesInTheOrderAsked() {
    ExampleParser parser = ExampleParser.of(FARE, AREA);
    assertEquals(
        ElementSpec.of(
            TensorSpec.named("fare", DType.FLOAT32, 2), TensorSpec.named("area", DType.UINT8)),
        parser.elementSpec());
    assertEquals(List.of(FARE, AREA), parser.features());
    assertSame(parser.elementSpec(), parser.newInstance().elementSpec());
  }

  @Test
  void writesOnlyTheSlot() throws IOException {
    RecordBuffer record =
        record(Examples.encode(Map.of("fare", List.of(1.5f, -2f), "area", List.of(7L))));
    ExampleParser parser = ExampleParser.of(AREA, FARE);
    MemorySegment memory = Arena.ofAuto().allocate(64).fill((byte) 9);
    Tensor area = Tensor.of(DType.UINT8, Shape.scalar(), memory, 3);
    Tensor fare = Tensor.of(DType.FLOAT32, Shape.of(2), memory, 20);
    parser.parse(record, Element.of(parser.elementSpec(), area, fare));
    assertEquals(7, area.getByte(0));
    assertEquals(1.5f, fare.getFloat(0));
    assertEquals(-2f, fare.getFloat(1));
    for (int i = 0; i < 64; i++) {
      boolean written = i == 3 || i >= 20 && i < 28;
      assertTrue(
          written || memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) == 9, "byte " + i);
    }
  }

  @Test
  void missingFeatureTakesItsDefault() throws IOException {
    ExampleParser parser =
        ExampleParser.of(
            FeatureSpec.parse("fare:float32[2]=1.5"), FeatureSpec.parse("area:uint8[]=200"));
    Element slot = slot(parser);
    parser.parse(record(Examples.encode(Map.of("fare", List.of(), "other", List.of(1L)))), slot);
    assertEquals(1.5f, slot.component(0).getFloat(0));
    assertEquals(1.5f, slot.component(0).getFloat(1));
    assertEquals((byte) 200, slot.component(1).getByte(0));
    parser.parse(record(new byte[0]), slot);
    assertEquals(1.5f, slot.component(0).getFloat(1));
  }

  @Test
  void missingFeatureWithoutDefaultIsAnError() throws IOException {
    assertError(
        "feature \"fare\": missing (expected: 2 values, or a default: fare:float32[2]=0)",
        Examples.encode(Map.of("area", List.of(1L))),
        AREA,
        FARE);
    assertError(
        "feature \"area\": missing (expected: 1 value, or a default: area:uint8[]=0)",
        Examples.encode(Map.of("area", List.of())),
        AREA);
  }

  @Test
  void wrongCountIsAnError() throws IOException {
    assertError(
        "feature \"fare\": 3 values (expected: 2, to become float32[2])",
        Examples.encode(Map.of("fare", List.of(1f, 2f, 3f))),
        FARE);
    assertError(
        "feature \"area\": 2 values (expected: 1, to become uint8[])",
        Examples.encode(Map.of("area", List.of(1L, 2L))),
        AREA);
    byte[] emptyList = bytes(10, 12, 10, 10, 10, 4, 'a', 'r', 'e', 'a', 18, 2, 26, 0);
    assertError(
        "feature \"area\": 0 values (expected: 1, to become uint8[])",
        emptyList,
        AREA.withDefault(1));
    ExampleParser none = ExampleParser.of(FeatureSpec.of("area", DType.INT64, 3, 0));
    none.parse(record(emptyList), slot(none));
  }

  @Test
  void wrongKindIsAnError() throws IOException {
    assertError(
        "feature \"fare\": an int64 list (expected: a float list, to become float32[2])",
        Examples.encode(Map.of("fare", List.of(1L, 2L))),
        FARE.withDefault(0));
    assertError(
        "feature \"area\": a float list (expected: an int64 list, to become uint8[])",
        Examples.encode(Map.of("area", List.of(1f))),
        AREA);
    assertError(
        "feature \"area\": a bytes list (expected: an int64 list, to become uint8[])",
        Examples.encode(Map.of("area", List.of(ByteString.copyFrom("x", UTF_8)))),
        AREA);
  }

  @Test
  void valueOutOfRangeIsAnError() throws IOException {
    assertError(
        "feature \"area\": value 256 (expected: 0 to 255, as uint8)",
        Examples.encode(Map.of("area", List.of(256L))),
        AREA);
    assertError(
        "feature \"on\": value 2 (expected: 0 to 1, as bool)",
        Examples.encode(Map.of("on", List.of(1L, 2L, 3L))),
        FeatureSpec.of("on", DType.BOOL, 3));
    assertError(
        "feature \"u\": value -1 (expected: 0 to 9223372036854775807, as uint64)",
        Examples.encode(Map.of("u", List.of(-1L))),
        FeatureSpec.of("u", DType.UINT64));
  }

  @Test
  void refusesAnotherSlot() throws IOException {
    RecordBuffer record = record(new byte[0]);
    ExampleParser parser = ExampleParser.of(AREA);
    Element other = slot(ExampleParser.of(FARE));
    String message =
        assertThrows(IllegalArgumentException.class, () -> parser.parse(record, other))
            .getMessage();
    assertEquals("slot: [fare:float32[2]] (expected: [area:uint8[]])", message);
  }

  @Test
  void findsEveryNameAmongMany() throws IOException {
    List<FeatureSpec> specs =
        IntStream.range(0, 500)
            .mapToObj(i -> FeatureSpec.of("n".repeat(i % 30) + i, DType.INT64))
            .toList();
    Map<String, List<Long>> values = new java.util.HashMap<>();
    IntStream.range(0, 500).forEach(i -> values.put("n".repeat(i % 30) + i, List.of((long) i)));
    IntStream.range(0, 500).forEach(i -> values.put("n".repeat(i % 31) + "-" + i, List.of(-1L)));
    RecordBuffer record = record(Examples.encode(values));
    ExampleParser parser = ExampleParser.of(specs);
    Element slot = slot(parser);
    for (int round = 0; round < 2; round++) {
      parser.parse(record, slot);
      for (int i = 0; i < 500; i++) {
        assertEquals(i, slot.component(i).getLong(0));
      }
    }
  }
}
