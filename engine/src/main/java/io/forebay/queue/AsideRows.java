package io.forebay.queue;

import java.util.Arrays;

/// Rows of a shuffle queue that were moved aside for a request that failed: they may be drawn like
/// any other, under numbers from the capacity up, and lie in blocks that the queue keeps until they
/// are read.
///
/// Touched by the head of the consumers' line only.
final class AsideRows {
  private final BlockPool pool;
  private final int base;
  private Block[] blocks = new Block[0];
  private int[] rows = new int[0];
  private int[] unused = new int[0]; // a stack of free places
  private int unusedCount;

  AsideRows(BlockPool pool, int base) {
    this.pool = pool;
    this.base = base;
  }

  /// Makes room for `count` rows more, so that [#put] cannot fail.
  void ensure(int count) {
    if (unusedCount >= count) {
      return;
    }
    int old = rows.length;
    int size = Math.addExact(old, Math.max(count, old));
    blocks = Arrays.copyOf(blocks, size);
    rows = Arrays.copyOf(rows, size);
    unused = Arrays.copyOf(unused, size);
    for (int place = size - 1; place >= old; place--) {
      unused[unusedCount++] = place;
    }
  }

  /// The number of row `row` of the block, which belongs to the queue from now on.
  int put(Block block, int row) {
    int place = unused[--unusedCount];
    blocks[place] = block;
    rows[place] = row;
    block.remaining++;
    return base + place;
  }

  /// Copies the row of that number into `target`; the number is free afterwards.
  void takeInto(int number, Block target, int to) {
    int place = number - base;
    Block block = blocks[place];
    target.copyFrom(block, rows[place], to, 1);
    blocks[place] = null;
    unused[unusedCount++] = place;
    if (--block.remaining == 0) {
      pool.recycle(block);
    }
  }
}
