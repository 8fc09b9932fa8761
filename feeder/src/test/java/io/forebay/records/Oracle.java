package io.forebay.records;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Count, sums and digest of record files, by protobuf-java's reading of them.
public final class Oracle {
  /// A feature: its name, its protobuf kind (2 floats, 3 int64s), and what a missing one holds.
  public record Feature(String name, int kind, Number missing) {}

  private final List<Feature> features;
  private final double[] sums;
  private long examples;
  private long digest;

  /// Of those features.
  public Oracle(List<Feature> features) {
    this.features = features;
    this.sums = new double[features.size()];
  }

  /// Adds the records of a file.
  public void read(Path file) throws IOException {
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      while (reader.next(record)) {
        record.verify();
        byte[] payload = record.memory().asSlice(0, record.length()).toArray(ValueLayout.JAVA_BYTE);
        add(Examples.decode(payload));
      }
    }
  }

  /// How many examples there are.
  public long examples() {
    return examples;
  }

  /// The sum of every value of a feature.
  public double sum(int feature) {
    return sums[feature];
  }

  /// 16 hex digits, of the files `times` over.
  public String digest(int times) {
    return String.format("%016x", digest * times);
  }

  private void add(Map<String, Examples.Content> example) {
    CRC32 crc = new CRC32();
    for (int f = 0; f < features.size(); f++) {
      Feature feature = features.get(f);
      Examples.Content content = example.get(feature.name());
      boolean missing = content == null || content.kind() == 0;
      List<?> values = missing ? List.of(feature.missing()) : content.values();
      for (Object value : values) {
        Number number = (Number) value;
        sums[f] += number.doubleValue();
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        crc.update(
            feature.kind() == 2
                ? bytes.putFloat(number.floatValue()).flip()
                : bytes.putLong(number.longValue()).flip());
      }
    }
    long z = crc.getValue();
    z ^= z >>> 30;
    z *= 0xbf58476d1ce4e5b9L;
    z ^= z >>> 27;
    z *= 0x94d049bb133111ebL;
    z ^= z >>> 31;
    digest += z;
    examples++;
  }
}
