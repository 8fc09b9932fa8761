package io.forebay.records;

import java.util.zip.CRC32C;

/// The masked CRC32C that TFRecord files store. Not thread-safe; allocates nothing.
final class MaskedCrc {
  private static final int MASK_DELTA = 0xa282ead8;

  private final CRC32C crc = new CRC32C();

  /// The masked CRC32C of bytes `from` to `to` of the block.
  int of(Block block, int from, int to) {
    start();
    add(block, from, to);
    return value();
  }

  void start() {
    crc.reset();
  }

  void add(Block block, int from, int to) {
    crc.update(block.view(from, to));
  }

  int value() {
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
