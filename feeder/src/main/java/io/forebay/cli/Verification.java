package io.forebay.cli;

import io.forebay.queue.Batch;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// What `--verify` tells of the examples that were delivered, the same for any order: a sum a
/// feature, and a digest.
///
/// The digest is the sum modulo 2^64 over the examples of mix(CRC-32 of the example's bytes), the
/// bytes being its features in order, each its values little-endian; mix is the finalizer of
/// SplitMix64. A loss, a repetition or a swapped label changes it.
final class Verification {
  private final ElementSpec spec;
  private final FeatureSum[] sums;
  private final ByteBuffer[] columns;
  private final CRC32 crc = new CRC32();
  private long digest;

  Verification(ElementSpec spec) {
    this.spec = spec;
    this.columns = new ByteBuffer[spec.size()];
    this.sums = new FeatureSum[spec.size()];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = FeatureSum.of(spec.component(c).dtype());
    }
  }

  /// Adds the rows of the batch.
  void add(Batch batch) {
    for (int c = 0; c < columns.length; c++) {
      Tensor column = batch.component(c);
      sums[c].add(column);
      columns[c] = column.asByteBuffer();
    }
    for (int row = 0; row < batch.rows(); row++) {
      crc.reset();
      for (int c = 0; c < columns.length; c++) {
        int bytes = (int) spec.component(c).byteSize();
        crc.update(columns[c].limit((row + 1) * bytes).position(row * bytes));
      }
      digest += mix(crc.getValue());
    }
  }

  /// 16 hex digits.
  String digest() {
    return String.format("%016x", digest);
  }

  /// The sums by feature.
  JsonLine sumsToJson() {
    JsonLine line = new JsonLine();
    for (int c = 0; c < sums.length; c++) {
      line.number(spec.component(c).name(), sums[c].value());
    }
    return line;
  }

  /// The sums, a line a feature, each with a line break before it.
  String sumsToText() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < sums.length; c++) {
      text.append(String.format("%nsum of %s: %s", spec.component(c).name(), sums[c].value()));
    }
    return text.toString();
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
