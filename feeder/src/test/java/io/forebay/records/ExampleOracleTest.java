package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Element;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parser says what protobuf-java says, on what is well-formed and on what is not.
final class ExampleOracleTest {
  @TempDir Path folder;

  @Test
  void agreesOnRandomExamples() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    RandomExamples examples = new RandomExamples(new Random(seed), ExampleOracle.SPECS);
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      payloads.add(examples.next());
    }
    int accepted = compareAll(payloads, "seed " + seed);
    assertTrue(accepted > 1_500 && accepted < 4_750, "accepted " + accepted + ", seed " + seed);
  }

  @Test
  void agreesOnDamagedExamples() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    RandomExamples examples = new RandomExamples(random, ExampleOracle.SPECS);
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      payloads.add(damaged(random, examples.next()));
    }
    compareAll(payloads, "seed " + seed);
  }

  static byte[] damaged(Random random, byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] copy =
        random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
      int at = random.nextInt(copy.length);
      copy[at] =
          (byte) (random.nextBoolean() ? copy[at] ^ 1 << random.nextInt(8) : random.nextInt());
    }
    return copy;
  }

  /// Writes and reads the records, parses each twice with different bytes behind it, and compares;
  /// how many were accepted.
  private int compareAll(List<byte[]> payloads, String context) throws IOException {
    Path file = folder.resolve("examples");
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      for (byte[] payload : payloads) {
        writer.write(payload);
      }
    }
    int accepted = 0;
    RecordBuffer record = new RecordBuffer();
    ExampleParser parser = ExampleParser.of(ExampleOracle.SPECS);
    try (Arena arena = Arena.ofConfined();
        TfRecordReader reader = TfRecordReader.open(file)) {
      Element slot = ExampleOracle.element(arena, parser);
      for (int i = 0; i < payloads.size(); i++) {
        assertTrue(reader.next(record));
        String where = context + ", record " + i;
        String first = outcome(parser, record, slot, (byte) 0);
        assertEquals(first, outcome(parser, record, slot, (byte) 0xff), where);
        accepted += ExampleOracle.compare(payloads.get(i), first, slot, where) ? 1 : 0;
      }
      assertFalse(reader.next(record));
    }
    return accepted;
  }

  private static String outcome(
      ExampleParser parser, RecordBuffer record, Element slot, byte behind) {
    record.memory().asSlice(record.length()).fill(behind);
    for (int c = 0; c < slot.size(); c++) {
      slot.component(c).segment().fill((byte) 0x55);
    }
    try {
      parser.parse(record, slot);
      return "";
    } catch (RecordException e) {
      assertEquals(record.recordNumber(), e.recordNumber());
      assertFalse(e.getMessage().contains("\n"));
      return e.getMessage();
    }
  }
}
