package io.forebay.tensor.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What released memory is filled with under the system property `io.forebay.poison.released`, so
/// that whoever still reads it, through a segment kept too long, gets a value that strikes the eye:
/// -2604246222170760229 as an int64, about -1.24e17 as a float32.
///
/// Without the property [#ON] is a constant false, and nothing of this is left in compiled code.
public final class Poison {
  /// The system property, `true` to poison; read once.
  public static final String PROPERTY = "io.forebay.poison.released";

  /// Whether released memory is filled.
  public static final boolean ON = Boolean.getBoolean(PROPERTY);

  /// Every byte of it.
  public static final byte BYTE = (byte) 0xdb;

  private Poison() {}

  /// Fills `bytes` bytes of `memory`, which nobody may use any more, from byte `offset` on; without
  /// the property it does nothing.
  ///
  /// @throws IndexOutOfBoundsException if it has fewer
  public static void fill(MemorySegment memory, long offset, long bytes) {
    if (ON) {
      fillByPieces(memory, offset, bytes);
    }
  }

  /// By copies, which allocate nothing, as a slice would.
  private static void fillByPieces(MemorySegment memory, long offset, long bytes) {
    MemorySegment pattern = Pattern.MEMORY;
    long piece = pattern.byteSize();
    for (long done = 0; done < bytes; done += piece) {
      MemorySegment.copy(pattern, 0, memory, offset + done, Math.min(piece, bytes - done));
    }
  }

  /// Made when it is first needed.
  private static final class Pattern {
    static final MemorySegment MEMORY = Arena.global().allocate(4096).fill(BYTE);
  }

  /// True if every byte of `memory`, at least one, is poison: then it was most likely released, and
  /// not written since.
  public static boolean covers(MemorySegment memory) {
    for (long i = 0; i < memory.byteSize(); i++) {
      if (memory.get(ValueLayout.JAVA_BYTE, i) != BYTE) {
        return false;
      }
    }
    return memory.byteSize() > 0;
  }
}
