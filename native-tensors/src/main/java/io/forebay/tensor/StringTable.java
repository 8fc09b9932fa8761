package io.forebay.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Where the strings of a tensor lie. The table is n + 1 places in the data, little-endian INT64:
/// string i is bytes `table[i]` (inclusive) to `table[i + 1]` (exclusive) of it. In one piece, the
/// first place is 0 and the data begins right behind the table: the large binary layout of Apache
/// Arrow, its buffers one behind the other.
///
/// `table`, `entry` and `data` are positions in the segment, in bytes.
final class StringTable {
  /// Bytes of one place.
  static final int ENTRY_BYTES = 8;

  private static final ValueLayout.OfLong PLACE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private StringTable() {}

  /// Where the table ends.
  ///
  /// @throws ArithmeticException if that is more than 2^63 - 1
  static long end(long table, long values) {
    long bytes = Math.multiplyExact(Math.addExact(values, 1), ENTRY_BYTES);
    return Math.addExact(table, bytes);
  }

  /// Checks that the table and the data behind it lie in the segment.
  ///
  /// @throws IllegalArgumentException if a place is before the one before it
  /// @throws IndexOutOfBoundsException if the segment is too short
  static void check(MemorySegment base, long table, long values) {
    if (values > base.byteSize() / ENTRY_BYTES || table > base.byteSize()) {
      throw tooShort(values + " strings at byte " + table);
    }
    long data = end(table, values);
    Objects.checkFromToIndex(table, data, base.byteSize());
    long last = 0;
    for (long i = 0; i <= values; i++) {
      long place = base.get(PLACE, table + i * ENTRY_BYTES);
      if (place < last) {
        throw new IllegalArgumentException(
            "strings: place "
                + i
                + " of the table is "
                + place
                + " (expected: at least "
                + last
                + ")");
      }
      last = place;
    }
    Objects.checkFromIndexSize(data, last, base.byteSize());
  }

  static IndexOutOfBoundsException tooShort(String what) {
    return new IndexOutOfBoundsException(
        what + ": more bytes than the segment has (expected: a longer segment)");
  }

  /// True if the data begins right behind the table, with its first string.
  static boolean isOnePiece(MemorySegment base, long table, long values, long data) {
    return data == end(table, values) && base.get(PLACE, table) == 0;
  }

  /// Bytes of the string that the entry is of.
  static long length(MemorySegment base, long entry) {
    return base.get(PLACE, entry + ENTRY_BYTES) - base.get(PLACE, entry);
  }

  /// The string that the entry is of.
  static MemorySegment value(MemorySegment base, long entry, long data) {
    return base.asSlice(data + base.get(PLACE, entry), length(base, entry));
  }

  /// Bytes of a table and the data of so many strings, in one piece.
  static long packedBytes(MemorySegment base, long table, long values) {
    long end = table + values * ENTRY_BYTES;
    return (values + 1) * ENTRY_BYTES + base.get(PLACE, end) - base.get(PLACE, table);
  }

  /// Writes so many strings in one piece to byte `at` of `to`. Allocates nothing.
  static void pack(
      MemorySegment base, long table, long values, long data, MemorySegment to, long at) {
    long start = base.get(PLACE, table);
    long place = start;
    for (long i = 0; i <= values; i++) {
      place = base.get(PLACE, table + i * ENTRY_BYTES);
      to.set(PLACE, at + i * ENTRY_BYTES, place - start);
    }
    MemorySegment.copy(base, data + start, to, at + (values + 1) * ENTRY_BYTES, place - start);
  }

  /// Writes rows of `width` strings each in one piece to byte `at` of `to`. Allocates nothing.
  static void packRows(
      MemorySegment base,
      long table,
      long width,
      long data,
      int[] rows,
      int count,
      MemorySegment to,
      long at) {
    long start = end(at, count * width);
    long entry = at;
    long place = 0;
    to.set(PLACE, entry, place);
    for (int r = 0; r < count; r++) {
      long first = table + rows[r] * width * ENTRY_BYTES;
      long from = base.get(PLACE, first);
      for (long i = 1; i <= width; i++) {
        entry += ENTRY_BYTES;
        to.set(PLACE, entry, place + base.get(PLACE, first + i * ENTRY_BYTES) - from);
      }
      long bytes = base.get(PLACE, first + width * ENTRY_BYTES) - from;
      MemorySegment.copy(base, data + from, to, start + place, bytes);
      place += bytes;
    }
  }

  /// The values in one piece of new memory.
  static MemorySegment write(Arena arena, byte[][] values) {
    long data = end(0, values.length);
    long bytes = Arrays.stream(values).mapToLong(value -> value.length).sum();
    MemorySegment memory = arena.allocate(data + bytes, Tensor.ALIGNMENT);
    long place = 0;
    for (int i = 0; i < values.length; i++) {
      byte[] value = values[i];
      MemorySegment.copy(value, 0, memory, ValueLayout.JAVA_BYTE, data + place, value.length);
      place += value.length;
      memory.set(PLACE, (i + 1L) * ENTRY_BYTES, place);
    }
    return memory;
  }

  static byte[][] encoded(String[] values) {
    return Arrays.stream(values)
        .map(value -> value.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  static String decoded(MemorySegment value) {
    return new String(value.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
