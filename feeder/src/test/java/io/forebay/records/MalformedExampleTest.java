package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged messages: each error in one line, and no harm to what comes after.
final class MalformedExampleTest {
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
  void malformedWireDataIsAnError() throws IOException {
    String rule = " of the payload (expected: a serialised tf.Example)";
    assertMalformed("varint cut off at byte 1" + rule, 10);
    assertMalformed("length 5 with 1 bytes left at byte 1" + rule, 10, 5, 1);
    assertMalformed(
        "length 18446744073709551615 with 0 bytes left at byte 1" + rule,
        10,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        1);
    assertMalformed(
        "varint of more than 10 bytes at byte 1" + rule,
        8,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        255,
        1);
    assertMalformed("field number out of range at byte 0" + rule, 0);
    assertMalformed("value cut off at byte 1" + rule, 13, 1, 2, 3);
    assertMalformed("value cut off at byte 1" + rule, 9, 1, 2, 3, 4, 5, 6, 7);
    assertMalformed("wire type 4 where no group ends at byte 1" + rule, 12);
    assertMalformed("wire type 7 where no group ends at byte 1" + rule, 15);
    assertMalformed("wire type 4 where no group ends at byte 2" + rule, 11, 20);
    assertMalformed("varint cut off at byte 1" + rule, 11);
    assertMalformed(
        "packed floats of 3 bytes at byte 16" + rule,
        10,
        17,
        10,
        15,
        10,
        4,
        'f',
        'a',
        'r',
        'e',
        18,
        7,
        18,
        5,
        10,
        3,
        1,
        2,
        3);
    int[] groups = new int[5000];
    java.util.Arrays.fill(groups, 11);
    assertMalformed("groups nested more than 100 deep at byte 101" + rule, groups);
  }

  private void assertMalformed(String text, int... payload) throws IOException {
    assertError("malformed tf.Example: " + text, bytes(payload), FARE.withDefault(0));
  }

  @Test
  void goesOnAfterAnError() throws IOException {
    ExampleParser parser = ExampleParser.of(AREA);
    Element slot = slot(parser);
    RecordBuffer wrong = record(Examples.encode(Map.of("area", List.of(256L))));
    RecordBuffer right = record(Examples.encode(Map.of("area", List.of(255L))));
    for (int i = 0; i < 3; i++) {
      assertThrows(RecordException.class, () -> parser.parse(wrong, slot));
      parser.parse(right, slot);
      assertEquals((byte) 255, slot.component(0).getByte(0));
    }
  }
}
