package io.forebay.records;

/// How a file of records is compressed, as its first bytes tell.
enum Compression {
  NONE,
  GZIP,
  ZLIB;

  /// Bytes of a record's header: its length, and the CRC of the length.
  static final int HEADER_BYTES = 12;

  /// What the first bytes of the stream mean. A header whose CRC is right is a record's, whatever
  /// else it looks like.
  static Compression of(ByteStream stream, Block header, MaskedCrc crc) throws Damage {
    int bytes = stream.read(header, 0, HEADER_BYTES);
    stream.rewind();
    if (bytes == HEADER_BYTES && crc.of(header, 0, 8) == header.intAt(8)) {
      return NONE;
    }
    if (bytes < 2) {
      return NONE;
    }
    int first = header.intAt(0) & 0xff;
    int second = header.intAt(0) >>> 8 & 0xff;
    if (first == 0x1f && second == 0x8b) {
      return GZIP;
    }
    return first == 0x78 && (first << 8 | second) % 31 == 0 ? ZLIB : NONE;
  }
}
