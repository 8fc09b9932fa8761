package io.forebay.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// TFRecord framing a second time, with a table of its own, so that the tests do not believe the
/// code they test.
final class Frames {
  private static final int[] TABLE = IntStream.range(0, 256).map(Frames::remainder).toArray();

  private Frames() {}

  private static int remainder(int value) {
    int rest = value;
    for (int i = 0; i < 8; i++) {
      rest = (rest & 1) != 0 ? rest >>> 1 ^ 0x82f63b78 : rest >>> 1;
    }
    return rest;
  }

  static int maskedCrc(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc = crc >>> 8 ^ TABLE[(crc ^ b) & 0xff];
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  static byte[] header(long length) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(bytes)
        .putInt(maskedCrc(bytes))
        .array();
  }

  static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(payload.length + 16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(header(payload.length))
        .put(payload)
        .putInt(maskedCrc(payload))
        .array();
  }

  static byte[] frames(byte[]... payloads) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] payload : payloads) {
      out.writeBytes(frame(payload));
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    return compressed(bytes, true);
  }

  static byte[] zlib(byte[] bytes) {
    return compressed(bytes, false);
  }

  private static byte[] compressed(byte[] bytes, boolean gzip) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var deflating = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
      deflating.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Path file(Path folder, String name, byte[]... pieces) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return Files.write(folder.resolve(name), out.toByteArray());
  }

  static byte[] payload(RecordBuffer record) {
    return record
        .memory()
        .asSlice(0, record.length())
        .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }

  static List<byte[]> readAll(Path file) throws RecordException {
    List<byte[]> payloads = new ArrayList<>();
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      while (reader.next(record)) {
        record.verify();
        payloads.add(payload(record));
      }
    }
    return payloads;
  }
}
