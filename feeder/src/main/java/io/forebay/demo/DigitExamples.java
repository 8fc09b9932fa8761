package io.forebay.demo;

import io.forebay.records.TfRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Digits as tf.Example records: `image`, 64 floats 0 to 1, and `label`, one int64.
///
/// A protocol buffers message is a sequence of fields. Every field here is a number, a length and
/// that many bytes, which are again a message, or a name, or values one behind the other:
///
/// ```
/// Example.features (1)
///   Features.feature (1): key (1) "image", value (2): float_list (2): value (1), 64 floats
///   Features.feature (1): key (1) "label", value (2): int64_list (3): value (1), one varint
/// ```
public final class DigitExamples {
  private static final int LENGTH_DELIMITED = 2; // the wire type: what follows is a length

  private DigitExamples() {}

  /// Digit `index` as the bytes of a tf.Example.
  public static byte[] encode(Digits digits, int index) {
    ByteBuffer pixels =
        ByteBuffer.allocate(Digits.PIXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    pixels.asFloatBuffer().put(digits.pixels(index));
    byte[] floatList = field(1, pixels.array());
    byte[] int64List = field(1, new byte[] {(byte) digits.label(index)}); // one varint below 128
    byte[] image = feature("image", field(2, floatList));
    byte[] label = feature("label", field(3, int64List));
    return field(1, image, label);
  }

  /// Writes all digits into `shards` files of the folder, which it creates, and returns the files.
  /// Digit `i` goes to shard `i` modulo `shards`; a file that is there is overwritten.
  ///
  /// @throws IllegalArgumentException if `shards` is less than 1
  /// @throws IOException if a file cannot be written
  public static List<Path> write(Digits digits, Path folder, int shards) throws IOException {
    if (shards < 1) {
      throw new IllegalArgumentException("shards: " + shards + " (expected: at least 1)");
    }
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Path file = folder.resolve("digits-%05d-of-%05d.tfrecord".formatted(shard, shards));
      try (TfRecordWriter writer = TfRecordWriter.create(file)) {
        for (int i = shard; i < digits.size(); i += shards) {
          writer.write(encode(digits, i));
        }
      }
      files.add(file);
    }
    return List.copyOf(files);
  }

  /// An entry of the map of features.
  private static byte[] feature(String name, byte[] value) {
    return field(1, field(1, name.getBytes(StandardCharsets.UTF_8)), field(2, value));
  }

  /// A field: its number and wire type, its length, its content.
  private static byte[] field(int number, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(number << 3 | LENGTH_DELIMITED);
    for (; length >= 128; length >>>= 7) { // a varint: seven bits a byte, the lowest first
      bytes.write(length | 128);
    }
    bytes.write(length);
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
