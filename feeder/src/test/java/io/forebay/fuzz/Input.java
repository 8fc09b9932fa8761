package io.forebay.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of one input, taken from the front. Behind the end there are zeros.
public final class Input {
  private final byte[] bytes;
  private int next;

  /// All of them.
  public Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The next byte, 0 to 255.
  public int next() {
    return next < bytes.length ? bytes[next++] & 0xff : 0;
  }

  /// The next eight, little-endian.
  public long nextLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  /// The next ones, at most so many.
  public byte[] next(int count) {
    int from = next;
    next = Math.min(bytes.length, next + count);
    return Arrays.copyOfRange(bytes, from, next);
  }

  /// What is left.
  public byte[] rest() {
    return next(bytes.length - next);
  }

  /// What is left, as text.
  public String text() {
    return new String(rest(), StandardCharsets.UTF_8);
  }
}
