package io.forebay.fuzz;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A confined arena whose memory counts as an input's, see [Limit]; the JVM itself accounts only
/// for what the garbage collector gives back.
public final class CountedArena implements Arena {
  private static long counted; // bytes of all of them; of the thread that reads inputs

  private final Arena arena = Arena.ofConfined();

  /// Bytes asked of all of these arenas so far.
  static long bytes() {
    return counted;
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    counted += byteSize;
    return arena.allocate(byteSize, byteAlignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }
}
