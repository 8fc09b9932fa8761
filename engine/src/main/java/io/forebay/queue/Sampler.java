package io.forebay.queue;

import io.forebay.wait.Threads;
import java.util.Arrays;

/// The residents of a shuffle queue, a dense mirror of what was published and not drawn, and the
/// draws from it.
///
/// Owned by the head of the consumers' line, who alone reads READY: no lock, no atomic but those of
/// the ring. What one head did happens before what the next does, by the line.
final class Sampler {
  private final ShuffleChannel channel;
  private final Threads threads;
  private final AsideRows aside;
  private final Draws draws;
  private final int capacity;
  private int[] residents;
  private int count;
  private long head;

  Sampler(ShuffleChannel channel, Threads threads, BlockPool pool, int capacity, long seed) {
    this.channel = channel;
    this.threads = threads;
    this.aside = new AsideRows(pool, capacity);
    this.draws = new Draws(seed);
    this.capacity = capacity;
    this.residents = new int[capacity];
  }

  /// How many may be drawn.
  int count() {
    return count;
  }

  /// Makes a resident of every row published so far; READY's tail, read once, up to which it took
  /// all. So a completed enqueue is never overlooked. At a number that is only half pushed it lets
  /// others run: no user code lies between the two halves.
  long takePublished() {
    long tail = channel.ready().tail();
    while (head < tail) {
      int taken = channel.ready().read(residents, count, head, (int) (tail - head));
      if (taken == 0) {
        threads.yield();
      }
      count += taken;
      head += taken;
    }
    return tail;
  }

  /// Draws `rows` residents, every one equally likely at every draw; the last resident fills the
  /// hole. Numbers go to the block from its row `to` on; rows that lie aside are copied into it at
  /// once and get the number -1.
  void draw(int to, int rows, Block own) {
    int[] numbers = own.numbers();
    for (int i = to; i < to + rows; i++) {
      int drawn = draws.next(count);
      int number = residents[drawn];
      residents[drawn] = residents[--count];
      if (number >= capacity) {
        aside.takeInto(number, own, i);
        number = -1;
      }
      numbers[i] = number;
    }
    channel.countTaken(rows);
  }

  /// Makes sure that [#giveBack] of `rows` rows cannot fail.
  void ensureRoomToGiveBack(int rows) {
    aside.ensure(rows);
    long most = (long) capacity + count + rows;
    if (most > residents.length) {
      residents =
          Arrays.copyOf(
              residents,
              Math.toIntExact(Math.max(most, residents.length + (residents.length >> 1))));
    }
  }

  /// The first `rows` rows of the block, drawn for a request that failed, become residents again.
  void giveBack(Block block, int rows) {
    block.remaining = 0;
    for (int row = 0; row < rows; row++) {
      residents[count++] = aside.put(block, row);
    }
    channel.countTaken(-rows);
  }
}
