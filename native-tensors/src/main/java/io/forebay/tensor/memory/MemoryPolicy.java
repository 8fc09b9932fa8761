package io.forebay.tensor.memory;

/// Where the memory of stores comes from. Both give the same results.
public enum MemoryPolicy {
  /// Mirrored mappings and mappings with huge pages where the platform has them, else as [#PLAIN].
  BEST,
  /// Memory of the arena only: no native call, no mirror, zeroed while the caller waits.
  PLAIN
}
