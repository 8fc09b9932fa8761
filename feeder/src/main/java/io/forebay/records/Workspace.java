package io.forebay.records;

import org.jspecify.annotations.Nullable;

/// What reading one file at a time needs, made once and used for one file after the other. Not
/// thread-safe.
final class Workspace {
  private static final int AHEAD_BYTES = 1 << 18;

  private final Block header = new Block(null, Compression.HEADER_BYTES);
  private final MaskedCrc crc = new MaskedCrc();
  private @Nullable Block ahead; // made when first needed, as are the others
  private @Nullable InflatingStream inflating;

  Block header() {
    return header;
  }

  MaskedCrc crc() {
    return crc;
  }

  Block ahead() {
    Block block = ahead;
    if (block == null) {
      block = new Block(null, AHEAD_BYTES);
      ahead = block;
    }
    return block;
  }

  /// The records' bytes in the file whose bytes are `raw`, from the first on.
  ByteStream recordsIn(ByteStream raw) throws Damage {
    Compression compression = Compression.of(raw, header, crc);
    if (compression == Compression.NONE) {
      return raw;
    }
    InflatingStream stream = inflating;
    if (stream == null) {
      stream = new InflatingStream();
      inflating = stream;
    }
    return stream.start(raw, compression);
  }

  void close() {
    if (inflating != null) {
      inflating.close();
    }
  }
}
