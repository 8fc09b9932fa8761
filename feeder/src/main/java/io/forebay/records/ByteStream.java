package io.forebay.records;

/// Bytes one after the other. Not thread-safe; allocates nothing while it is read.
sealed interface ByteStream permits MappedStream, ChannelStream, InflatingStream {
  /// What [#remaining] is if nobody knows.
  long UNKNOWN = -1;

  /// Copies the next `n` bytes to byte `at` of the block; returns how many there were, fewer than
  /// `n` only at the end.
  int read(Block to, int at, int n) throws Damage;

  /// Bytes left, or [#UNKNOWN].
  long remaining();

  /// Starts again from the first byte.
  void rewind() throws Damage;

  /// Gives back what is open. Idempotent.
  void close();
}
