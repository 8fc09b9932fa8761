package io.forebay.records;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds names by their UTF-8 bytes in memory, eight at a time, without garbage. Immutable,
/// thread-safe.
///
/// A name is compared as words: its whole groups of eight bytes, then, if bytes are left, the last
/// eight (they may overlap). A name shorter than eight bytes is one word.
final class NameTable {
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L; // 2^64 / golden ratio

  private final int[] lengths;
  private final long[][] words;
  private final int[] cells; // open addressing; index of a name plus 1, or 0

  NameTable(List<String> names) {
    lengths = new int[names.size()];
    words = new long[names.size()][];
    cells = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
    for (int i = 0; i < lengths.length; i++) {
      byte[] bytes = names.get(i).getBytes(StandardCharsets.UTF_8);
      MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      lengths[i] = bytes.length;
      words[i] = new long[wordCount(bytes.length)];
      for (int w = 0; w < words[i].length; w++) {
        words[i][w] = word(memory, 0, bytes.length, w);
      }
      int cell = cell(memory, 0, bytes.length);
      while (cells[cell] != 0) {
        cell = next(cell);
      }
      cells[cell] = i + 1;
    }
  }

  /// Index of the name that lies at `at`, or -1.
  int find(MemorySegment memory, long at, long length) {
    for (int cell = cell(memory, at, length); cells[cell] != 0; cell = next(cell)) {
      int name = cells[cell] - 1;
      if (matches(name, memory, at, length)) {
        return name;
      }
    }
    return -1;
  }

  /// True if the bytes at `at` are that name.
  boolean matches(int name, MemorySegment memory, long at, long length) {
    if (lengths[name] != length) {
      return false;
    }
    long[] expected = words[name];
    for (int w = 0; w < expected.length; w++) {
      if (word(memory, at, length, w) != expected[w]) {
        return false;
      }
    }
    return true;
  }

  private int cell(MemorySegment memory, long at, long length) {
    long hash = length;
    int count = wordCount(length);
    for (int w = 0; w < count; w++) {
      hash = (hash ^ word(memory, at, length, w)) * MIX;
      hash ^= hash >>> 32;
    }
    return (int) hash & cells.length - 1;
  }

  private int next(int cell) {
    return cell + 1 & cells.length - 1;
  }

  private static int wordCount(long length) {
    return (int) (length + 7 >>> 3);
  }

  private static long word(MemorySegment memory, long at, long length, int index) {
    if (length >= Long.BYTES) {
      return memory.get(Block.LONG, at + Math.min(8L * index, length - Long.BYTES));
    }
    long word = 0;
    for (long i = 0; i < length; i++) {
      word = word << 8 | memory.get(ValueLayout.JAVA_BYTE, at + i) & 0xff;
    }
    return word;
  }
}
