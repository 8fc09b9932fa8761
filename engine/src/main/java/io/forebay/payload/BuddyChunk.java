package io.forebay.payload;

import java.lang.foreign.MemorySegment;

/// A piece of memory, cut into blocks of `64 << order` bytes by halving, neighbours joined again as
/// they become free: Kenneth Knowlton's buddy system. Guarded by its pool.
final class BuddyChunk {
  /*
   * A binary tree in an array, root 1, children of i at 2i and 2i + 1; a node of height h stands for a block of the chunk's least
   * order + h. Its byte is 1 + the height of the largest free block below it, 0 if there is none.
   */
  private final MemorySegment memory;
  private final int leastOrder;
  private final int depth;
  private final byte[] largest;

  /// Over `memory`, which is of `order`; blocks are of `leastOrder` at least.
  BuddyChunk(MemorySegment memory, int order, int leastOrder) {
    this.memory = memory;
    this.leastOrder = leastOrder;
    this.depth = order - leastOrder;
    this.largest = new byte[2 << depth];
    for (int node = 1; node < largest.length; node++) {
      largest[node] = (byte) (1 + depth - (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(node)));
    }
  }

  MemorySegment memory() {
    return memory;
  }

  /// Where a block of that order begins, in bytes, or -1 if there is none free.
  long allocate(int order) {
    int height = order - leastOrder;
    if (height < 0 || largest[1] <= height) {
      return -1;
    }
    int node = 1;
    for (int at = depth; at > height; at--) {
      node = largest[2 * node] > height ? 2 * node : 2 * node + 1;
    }
    largest[node] = 0;
    update(node, height);
    return (((long) node << height) - (1L << depth)) << (leastOrder + PayloadPool.UNIT_SHIFT);
  }

  /// The block of that order that begins there is free.
  void free(long start, int order) {
    int height = order - leastOrder;
    int leaf = (int) (start >>> (leastOrder + PayloadPool.UNIT_SHIFT)) + (1 << depth);
    int node = leaf >>> height;
    largest[node] = (byte) (height + 1);
    update(node, height);
  }

  private void update(int changed, int itsHeight) {
    int height = itsHeight;
    for (int node = changed >>> 1; node > 0; node >>>= 1) {
      height++;
      byte left = largest[2 * node];
      byte right = largest[2 * node + 1];
      boolean whole = left == height && right == height;
      largest[node] = whole ? (byte) (height + 1) : (byte) Math.max(left, right);
    }
  }
}
