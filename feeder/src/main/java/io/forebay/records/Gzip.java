package io.forebay.records;

import java.util.zip.Checksum;

/// RFC 1952: members one after the other.
final class Gzip implements Container {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final Checksum crc;
  private long bytes;

  Gzip(Checksum crc) {
    this.crc = crc;
  }

  @Override
  public Checksum checksum() {
    return crc;
  }

  @Override
  public void add(int more) {
    bytes += more;
  }

  @Override
  public void restart() {
    bytes = 0;
  }

  @Override
  public boolean readHeader(CompressedInput in) throws Damage {
    int first = in.next();
    if (first < 0) {
      return false;
    }
    crc.reset();
    crc.update(first);
    Container.require(
        first == 0x1f && header(in) == 0x8b,
        "garbage behind gzip data",
        "another member, or the end");
    Container.require(header(in) == 8, "gzip data of an unknown method", "deflate");
    int flags = header(in);
    Container.require((flags & RESERVED) == 0, "gzip header with reserved flags", "none");
    skip(in, 6);
    if ((flags & EXTRA) != 0) {
      skip(in, header(in) | header(in) << 8);
    }
    skipText(in, flags & NAME);
    skipText(in, flags & COMMENT);
    checkHeader(in, flags & HEADER_CRC);
    crc.reset();
    bytes = 0;
    return true;
  }

  private int header(CompressedInput in) throws Damage {
    int value = Container.byteOf(in, this);
    crc.update(value);
    return value;
  }

  private void skip(CompressedInput in, int count) throws Damage {
    for (int i = 0; i < count; i++) {
      header(in);
    }
  }

  private void skipText(CompressedInput in, int flag) throws Damage {
    int last = flag;
    while (last != 0) {
      last = header(in);
    }
  }

  private void checkHeader(CompressedInput in, int flag) throws Damage {
    if (flag != 0) {
      int computed = (int) crc.getValue() & 0xffff;
      int stored = Container.byteOf(in, this) | Container.byteOf(in, this) << 8;
      if (computed != stored) {
        throw Container.mismatch("gzip header with CRC16", computed, stored);
      }
    }
  }

  @Override
  public void readTrailer(CompressedInput in) throws Damage {
    int computed = (int) crc.getValue();
    int stored = little(in);
    if (computed != stored) {
      throw Container.mismatch("gzip data with CRC32", computed, stored);
    }
    int length = little(in);
    if ((int) bytes != length) {
      String expected = Integer.toUnsignedString(length) + " modulo 2^32, as stored";
      throw new Damage("gzip data of " + bytes + " bytes", expected);
    }
  }

  private int little(CompressedInput in) throws Damage {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= Container.byteOf(in, this) << shift;
    }
    return value;
  }

  @Override
  public String toString() {
    return "gzip";
  }
}
