package io.forebay.queue;

import io.forebay.ring.Words;
import io.forebay.wait.Threads;
import java.lang.foreign.Arena;

/// Where tests put other shared words and other threads beneath a queue.
///
/// @param words makes the control block
/// @param threads parks, unparks, tells the time
record Seams(WordsFactory words, Threads threads) {
  static final Seams SYSTEM = new Seams(Words::allocate, Threads.SYSTEM);

  /// Makes a block of zeroed words.
  @FunctionalInterface
  interface WordsFactory {
    Words allocate(Arena arena, long bytes);
  }
}
