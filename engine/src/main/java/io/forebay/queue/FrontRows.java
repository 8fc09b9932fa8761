package io.forebay.queue;

import java.util.ArrayDeque;

/// Rows of a FIFO queue that were moved aside for a request that failed: read before the ring, in
/// order (Q31).
///
/// Touched by the head of the consumers' line only; [#size] may be read by anybody.
final class FrontRows {
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final BlockPool pool;
  private volatile int size;

  FrontRows(BlockPool pool) {
    this.pool = pool;
  }

  /// Number of rows.
  int size() {
    return size;
  }

  /// The first `rows` rows of the block, which now belongs to the queue, come before all others.
  void putFirst(Block block, int rows) {
    pool.keep();
    block.start = 0;
    block.remaining = rows;
    blocks.addFirst(block);
    size += rows;
  }

  /// Moves up to `most` rows into `target`, from its row `to` on; how many.
  int takeInto(Block target, int to, int most) {
    int taken = 0;
    while (taken < most && !blocks.isEmpty()) {
      Block front = blocks.getFirst();
      int count = Math.min(most - taken, front.remaining);
      target.copyFrom(front, front.start, to + taken, count);
      front.start += count;
      front.remaining -= count;
      taken += count;
      if (front.remaining == 0) {
        pool.recycle(blocks.removeFirst());
      }
    }
    size -= taken;
    return taken;
  }
}
