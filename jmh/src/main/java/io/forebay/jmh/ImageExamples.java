package io.forebay.jmh;

import io.forebay.records.TfRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes record files whose examples have the layout of MNIST's: `image`, floats, and `label`, one
/// int64.
public final class ImageExamples {
  private static final int LENGTH_DELIMITED = 2;

  private ImageExamples() {}

  /// Writes that many examples.
  public static void write(Path file, int records, int pixels) throws IOException {
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      for (int i = 0; i < records; i++) {
        ByteBuffer image = ByteBuffer.allocate(pixels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < pixels; p++) {
          image.putFloat((i * 31 + p) % 256 / 255f);
        }
        byte[] label = field(3, field(1, new byte[] {(byte) (i % 10)}));
        writer.write(
            field(1, entry("image", field(2, field(1, image.array()))), entry("label", label)));
      }
    }
  }

  private static byte[] entry(String name, byte[] feature) {
    return field(1, field(1, name.getBytes(StandardCharsets.UTF_8)), field(2, feature));
  }

  private static byte[] field(int number, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write(number << 3 | LENGTH_DELIMITED);
    int length = content.size();
    for (; length > 127; length >>>= 7) {
      field.write(length & 127 | 128);
    }
    field.write(length);
    field.writeBytes(content.toByteArray());
    return field.toByteArray();
  }
}
