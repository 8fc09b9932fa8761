package io.forebay.records;

import java.util.zip.Checksum;

/// RFC 1950: one stream.
final class Zlib implements Container {
  private static final int DICTIONARY = 0x20;

  private final Checksum adler;
  private boolean read;

  Zlib(Checksum adler) {
    this.adler = adler;
  }

  @Override
  public Checksum checksum() {
    return adler;
  }

  @Override
  public void add(int bytes) {}

  @Override
  public void restart() {
    read = false;
  }

  @Override
  public boolean readHeader(CompressedInput in) throws Damage {
    if (read) {
      Container.require(in.next() < 0, "garbage behind zlib data", "the end of the file");
      return false;
    }
    read = true;
    Container.byteOf(in, this);
    Container.require(
        (Container.byteOf(in, this) & DICTIONARY) == 0, "zlib data needs a dictionary", "none");
    adler.reset();
    return true;
  }

  @Override
  public void readTrailer(CompressedInput in) throws Damage {
    int computed = (int) adler.getValue();
    int stored = 0;
    for (int i = 0; i < 4; i++) {
      stored = stored << 8 | Container.byteOf(in, this);
    }
    if (computed != stored) {
      throw Container.mismatch("zlib data with Adler-32", computed, stored);
    }
  }

  @Override
  public String toString() {
    return "zlib";
  }
}
