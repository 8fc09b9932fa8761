package io.forebay.records;

import java.util.zip.Checksum;

/// What lies around deflated data: header and trailer. Not thread-safe.
sealed interface Container permits Gzip, Zlib {
  /// Over the inflated bytes of the member.
  Checksum checksum();

  /// Counts inflated bytes.
  void add(int bytes);

  /// Before the first member.
  void restart();

  /// Reads the header of the next member and resets the checksum; false at the end of the file.
  boolean readHeader(CompressedInput in) throws Damage;

  /// Reads the trailer of the member and compares it.
  void readTrailer(CompressedInput in) throws Damage;

  /// The next byte of a header or trailer.
  static int byteOf(CompressedInput in, Container container) throws Damage {
    int value = in.next();
    if (value < 0) {
      throw new Damage(container + " data truncated", "a complete file");
    }
    return value;
  }

  /// Throws unless `right`.
  static void require(boolean right, String what, String expected) throws Damage {
    if (!right) {
      throw new Damage(what, expected);
    }
  }

  /// A checksum that is not the stored one.
  static Damage mismatch(String what, int computed, int stored) {
    return new Damage("%s 0x%08x".formatted(what, computed), "0x%08x, as stored".formatted(stored));
  }
}
