package io.forebay.jmh;

import io.forebay.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/// What every contender does with an element: its producer writes each of its words, word `i` being
/// `value + i`; its consumer reads and adds up each of them. One kernel for each kind of memory.
///
/// Elements of 64 bytes are written by a loop of constant length, which the JIT unrolls: a loop of
/// unknown length costs more than its eight words, whatever the memory.
public final class Kernels {
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final int FEW = 8;

  private Kernels() {}

  /// Words of an element of that many bytes.
  public static int words(int bytes) {
    if (bytes <= 0 || bytes % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "bytes: " + bytes + " (expected: a multiple of 8 above 0)");
    }
    return bytes / Long.BYTES;
  }

  /// Writes the one element that a tensor is.
  public static void write(Tensor tensor, int words, long value) {
    if (words != FEW) {
      write(tensor.base(), tensor.byteOffset(), words, value);
      return;
    }
    for (int i = 0; i < FEW; i++) {
      tensor.setLong(i, value + i);
    }
  }

  /// Writes the elements that a tensor holds, one value after the other.
  public static void writeRows(Tensor tensor, int rows, int words, long value) {
    if (words != FEW) {
      for (int row = 0; row < rows; row++) {
        long at = tensor.byteOffset() + (long) row * words * Long.BYTES;
        write(tensor.base(), at, words, value + row);
      }
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < FEW; i++) {
        tensor.setLong(row * FEW + i, value + row + i);
      }
    }
  }

  /// Writes an element off the heap.
  public static void write(MemorySegment memory, long at, int words, long value) {
    for (int i = 0; i < words; i++) {
      memory.set(WORD, at + (long) i * Long.BYTES, value + i);
    }
  }

  /// Adds up the elements that a tensor holds.
  public static long sum(Tensor tensor, int words) {
    if (words != FEW) {
      return sum(tensor.base(), tensor.byteOffset(), words);
    }
    long sum = 0;
    for (int i = 0; i < FEW; i++) {
      sum += tensor.getLong(i);
    }
    return sum;
  }

  /// Adds up elements off the heap.
  public static long sum(MemorySegment memory, long at, int words) {
    long sum = 0;
    for (int i = 0; i < words; i++) {
      sum += memory.get(WORD, at + (long) i * Long.BYTES);
    }
    return sum;
  }

  /// Writes an element on the heap.
  public static void write(long[] element, long value) {
    if (element.length == FEW) {
      for (int i = 0; i < FEW; i++) {
        element[i] = value + i;
      }
      return;
    }
    for (int i = 0; i < element.length; i++) {
      element[i] = value + i;
    }
  }

  /// Adds up an element on the heap.
  public static long sum(long[] element) {
    long sum = 0;
    if (element.length == FEW) {
      for (int i = 0; i < FEW; i++) {
        sum += element[i];
      }
      return sum;
    }
    for (long word : element) {
      sum += word;
    }
    return sum;
  }

  /// Writes an element in a buffer of Agrona.
  public static void write(MutableDirectBuffer buffer, int at, int words, long value) {
    if (words == FEW) {
      for (int i = 0; i < FEW; i++) {
        buffer.putLong(at + i * Long.BYTES, value + i);
      }
      return;
    }
    for (int i = 0; i < words; i++) {
      buffer.putLong(at + i * Long.BYTES, value + i);
    }
  }

  /// Adds up an element in a buffer of Agrona.
  public static long sum(DirectBuffer buffer, int at, int words) {
    long sum = 0;
    if (words == FEW) {
      for (int i = 0; i < FEW; i++) {
        sum += buffer.getLong(at + i * Long.BYTES);
      }
      return sum;
    }
    for (int i = 0; i < words; i++) {
      sum += buffer.getLong(at + i * Long.BYTES);
    }
    return sum;
  }
}
