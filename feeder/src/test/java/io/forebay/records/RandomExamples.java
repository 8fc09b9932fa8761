package io.forebay.records;

import com.google.protobuf.CodedOutputStream;
import io.forebay.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Serialised Examples written by hand: every form that the wire format allows, in random order.
final class RandomExamples {
  /// Something that writes fields.
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private final Random random;
  private final List<FeatureSpec> specs;

  RandomExamples(Random random, List<FeatureSpec> specs) {
    this.random = random;
    this.specs = specs;
  }

  private static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  byte[] next() {
    List<byte[]> entries = new ArrayList<>();
    for (FeatureSpec spec : specs) {
      if (spec.defaultValue() == null ? !chance(1) : !chance(30)) {
        entries.add(entry(spec.name(), spec));
      }
      if (chance(3)) {
        entries.add(entry(spec.name(), spec));
      }
      if (chance(30)) {
        entries.add(entry(spec.name() + random.nextInt(5), spec));
      }
    }
    if (chance(50)) {
      Collections.shuffle(entries, random);
    }
    return bytes(out -> {
      int from = 0;
      while (from < entries.size()) {
        int to = chance(80) ? entries.size() : from + random.nextInt(entries.size() - from + 1);
        List<byte[]> piece = entries.subList(from, to);
        noise(out);
        out.writeByteArray(1, bytes(features -> writeEntries(features, piece)));
        from = to;
      }
      noise(out);
    });
  }

  private void writeEntries(CodedOutputStream out, List<byte[]> entries) throws IOException {
    for (byte[] entry : entries) {
      noise(out);
      out.writeByteArray(1, entry);
    }
    noise(out);
  }

  private byte[] entry(String name, FeatureSpec spec) {
    List<byte[]> pieces = feature(spec);
    return bytes(out -> {
      boolean keyFirst = chance(80);
      if (chance(3)) {
        out.writeString(1, "not yet");
      }
      if (keyFirst) {
        out.writeString(1, name);
      }
      for (byte[] piece : pieces) {
        noise(out);
        out.writeByteArray(2, piece);
      }
      if (!keyFirst) {
        out.writeString(1, name);
      }
      noise(out);
    });
  }

  /// A Feature message in one piece, several, or none.
  private List<byte[]> feature(FeatureSpec spec) {
    int count = (int) spec.shape().elementCount() + (chance(2) ? random.nextInt(3) - 1 : 0);
    int kind = Values.isFloat(spec.dtype()) ? 2 : 3;
    if (chance(2)) {
      kind = 1 + random.nextInt(3);
    }
    List<byte[]> lists = new ArrayList<>();
    int written = 0;
    while (written < count || lists.isEmpty()) {
      int n =
          chance(85)
              ? Math.max(0, count - written)
              : random.nextInt(Math.max(1, count - written + 1));
      lists.add(list(kind, n, spec.dtype()));
      written += n;
    }
    int listKind = kind;
    List<byte[]> pieces = new ArrayList<>();
    if (chance(3)) {
      pieces.add(bytes(out -> out.writeByteArray(1 + random.nextInt(3), new byte[0])));
    }
    for (byte[] list : lists) {
      pieces.add(bytes(out -> writeAmongNoise(out, listKind, list)));
    }
    return chance(90) ? List.of(joined(pieces)) : pieces;
  }

  private void writeAmongNoise(CodedOutputStream out, int field, byte[] value) throws IOException {
    noise(out);
    out.writeByteArray(field, value);
    noise(out);
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private byte[] list(int kind, int count, DType dtype) {
    return bytes(out -> {
      int written = 0;
      while (written < count) {
        int n = chance(70) ? count - written : random.nextInt(count - written + 1);
        if (kind == 1) {
          out.writeByteArray(1, new byte[random.nextInt(20)]);
          n = 1;
        } else if (chance(60)) {
          int values = n;
          out.writeByteArray(1, bytes(packed -> values(packed, kind, values, dtype, false)));
        } else {
          values(out, kind, n, dtype, true);
        }
        noise(out);
        written += n;
      }
    });
  }

  private void values(CodedOutputStream out, int kind, int count, DType dtype, boolean tags)
      throws IOException {
    for (int i = 0; i < count; i++) {
      if (tags) {
        out.writeTag(1, kind == 2 ? 5 : 0);
      }
      if (kind == 2) {
        out.writeFixed32NoTag(
            chance(50) ? random.nextInt() : Float.floatToIntBits(random.nextFloat() * 1000));
      } else {
        out.writeInt64NoTag(value(dtype));
      }
    }
  }

  private long value(DType dtype) {
    if (!Values.isInteger(dtype) || chance(1)) {
      return random.nextLong() >> random.nextInt(64);
    }
    long value = random.nextLong() >> random.nextInt(64);
    return Math.clamp(value, Values.smallest(dtype), Values.largest(dtype));
  }

  /// Now and then, a field that nobody knows.
  private void noise(CodedOutputStream out) throws IOException {
    if (!chance(4)) {
      return;
    }
    int field = 4 + random.nextInt(chance(50) ? 10 : 500_000_000);
    switch (random.nextInt(6)) {
      case 0 -> out.writeInt64(field, random.nextLong() >> random.nextInt(64));
      case 1 -> out.writeFixed64(field, random.nextLong());
      case 2 -> out.writeByteArray(field, new byte[random.nextInt(300)]);
      case 3 -> out.writeFixed32(field, random.nextInt());
      case 4 -> {
        out.writeTag(field, 3);
        noise(out);
        out.writeFixed32(7, 1);
        out.writeTag(field, 4);
      }
      default ->
          out.writeFixed64(
              1 + random.nextInt(3), random.nextLong()); // a known number, another wire type
    }
  }
}
