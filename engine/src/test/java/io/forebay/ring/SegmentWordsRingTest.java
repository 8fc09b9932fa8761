package io.forebay.ring;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;

/// Rings in native memory.
class SegmentWordsRingTest extends RingContractTest {
  private final Arena arena = Arena.ofShared();

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Override
  Words words(long bytes) {
    return new SegmentWords(arena, bytes);
  }
}
