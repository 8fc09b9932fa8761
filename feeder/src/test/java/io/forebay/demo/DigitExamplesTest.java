package io.forebay.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.forebay.records.RecordBuffer;
import io.forebay.records.TfRecordReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitExamplesTest {
  private final Digits digits = Digits.heldOut();

  @Test
  void protocolBuffersReadsWhatWasEncoded() throws IOException {
    for (int i = 0; i < digits.size(); i++) {
      List<ByteString> features =
          fields(only(ByteString.copyFrom(DigitExamples.encode(digits, i)), 1), 1);
      assertEquals(2, features.size());
      checkImage(features.getFirst(), digits.pixels(i));
      checkLabel(features.getLast(), digits.label(i));
    }
  }

  private static void checkImage(ByteString feature, float[] expected) throws IOException {
    assertEquals("image", only(feature, 1).toStringUtf8());
    CodedInputStream values = only(only(only(feature, 2), 2), 1).newCodedInput();
    for (float pixel : expected) {
      assertEquals(pixel, values.readFloat());
    }
    assertTrue(values.isAtEnd());
  }

  private static void checkLabel(ByteString feature, int expected) throws IOException {
    assertEquals("label", only(feature, 1).toStringUtf8());
    CodedInputStream values = only(only(only(feature, 2), 3), 1).newCodedInput();
    assertEquals(expected, values.readInt64());
    assertTrue(values.isAtEnd());
  }

  @Test
  void everyDigitIsInOneShard(@TempDir Path folder) throws IOException {
    List<Path> files = DigitExamples.write(digits, folder.resolve("new"), 7);
    assertEquals(7, files.size());
    int read = 0;
    for (int shard = 0; shard < files.size(); shard++) {
      List<ByteBuffer> records = records(files.get(shard));
      for (int i = 0; i < records.size(); i++) {
        ByteBuffer expected = ByteBuffer.wrap(DigitExamples.encode(digits, i * 7 + shard));
        assertEquals(expected, records.get(i), "record " + i + " of shard " + shard);
      }
      read += records.size();
    }
    assertEquals(digits.size(), read);
  }

  @Test
  void aSecondWriteReplacesTheFirst(@TempDir Path folder) throws IOException {
    List<Path> files = DigitExamples.write(digits, folder, 2);
    byte[] before = Files.readAllBytes(files.getFirst());
    assertEquals(files, DigitExamples.write(digits, folder, 2));
    assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(files.getFirst())));
  }

  @Test
  void refusesNoShards(@TempDir Path folder) {
    Path never = folder.resolve("never");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DigitExamples.write(digits, never, 0));
    assertEquals("shards: 0 (expected: at least 1)", e.getMessage());
    assertFalse(Files.exists(never));
  }

  private static List<ByteBuffer> records(Path file) throws IOException {
    RecordBuffer record = new RecordBuffer();
    List<ByteBuffer> records = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      while (reader.next(record)) {
        record.verify();
        MemorySegment payload = record.memory().asSlice(0, record.length());
        records.add(ByteBuffer.wrap(payload.toArray(ValueLayout.JAVA_BYTE)));
      }
    }
    return records;
  }

  /// The one field that the message is made of, or has under that number.
  private static ByteString only(ByteString message, int number)
      throws InvalidProtocolBufferException {
    List<ByteString> values = fields(message, number);
    assertEquals(1, values.size(), "field " + number);
    return values.getFirst();
  }

  private static List<ByteString> fields(ByteString message, int number)
      throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(message).getField(number).getLengthDelimitedList();
  }
}
