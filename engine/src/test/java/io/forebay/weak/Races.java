package io.forebay.weak;

import java.util.HashMap;
import java.util.Map;

/// Plain memory that is copied late: whoever reads or overwrites a piece of it without being
/// ordered after those who wrote and read it before could see or leave anything there, old or torn,
/// and fails.
final class Races {
  private record Access(int clock, int time) {
    boolean happenedBefore(View view) {
      return time <= view.of(clock);
    }
  }

  private static final class Piece {
    Access written;
    final Map<Integer, Access> read = new HashMap<>();
  }

  private final WeakMemory memory;
  private final Map<Object, Piece> pieces = new HashMap<>();

  Races(WeakMemory memory) {
    this.memory = memory;
  }

  /// The running thread overwrites that piece of memory.
  void write(Object where) {
    View before = memory.tick();
    if (before != null) {
      Piece piece = piece(where);
      requireWritten(piece, before, where);
      for (Access read : piece.read.values()) {
        require(read.happenedBefore(before), where, "is overwritten while it may still be read");
      }
      piece.read.clear();
      piece.written = now(before);
    }
  }

  /// The running thread reads that piece of memory.
  void read(Object where) {
    View before = memory.tick();
    if (before != null) {
      Piece piece = piece(where);
      requireWritten(piece, before, where);
      Access access = now(before);
      piece.read.put(access.clock, access);
    }
  }

  void forgetHistory() {
    pieces.clear();
  }

  private Piece piece(Object where) {
    return pieces.computeIfAbsent(where, anew -> new Piece());
  }

  private Access now(View view) {
    int clock = memory.clock();
    return new Access(clock, view.of(clock));
  }

  private static void requireWritten(Piece piece, View before, Object where) {
    require(
        piece.written == null || piece.written.happenedBefore(before),
        where,
        "is accessed while it may still be written");
  }

  private static void require(boolean holds, Object where, String otherwise) {
    if (!holds) {
      throw new AssertionError("memory " + where + " " + otherwise);
    }
  }
}
