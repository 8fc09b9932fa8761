package io.forebay.queue;

import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// The blocks of a queue: taken when a batch needs memory of its own, given back by its release.
/// Lock-free once warm.
///
/// Sizes are powers of two, in rows; a block is never returned to the arena before the queue is
/// freed.
final class BlockPool {
  private static final int FREE_LIST = 64;
  private static final int CLASSES = 31;

  private final Arena arena;
  private final ElementSpec spec;
  private final MemoryPolicy policy;
  private final @Nullable FreeList[] free = new FreeList[CLASSES]; // written under its own monitor
  private final ConcurrentLinkedQueue<Block> overflow = new ConcurrentLinkedQueue<>();
  private final AtomicLong outstanding = new AtomicLong();

  /// Free blocks of one size. The field is final: whoever finds the list, by a read in no order,
  /// sees all of it; who does not find it yet asks under the lock.
  private record FreeList(MpmcVarHandleArrayQueue<Block> blocks) {}

  BlockPool(Arena arena, ElementSpec spec, MemoryPolicy policy) {
    this.arena = arena;
    this.spec = spec;
    this.policy = policy;
  }

  /// A block for at least `rows` rows.
  Block take(int rows) {
    int sizeClass = sizeClass(rows);
    Block block = list(sizeClass).poll();
    if (block == null) {
      block = overflow.isEmpty() ? null : fromOverflow(sizeClass);
    }
    if (block == null) {
      block = new Block(arena, spec, 1 << sizeClass, policy);
    }
    outstanding.incrementAndGet();
    return block;
  }

  /// A batch gives its block back.
  void give(Block block) {
    keep();
    recycle(block);
  }

  /// A batch leaves a block, with rows in it, to the queue; [#recycle] follows when they are read.
  void keep() {
    outstanding.decrementAndGet();
  }

  /// The block, of which no batch is the owner, is free for the next.
  void recycle(Block block) {
    block.poison();
    if (!list(sizeClass(block.rows())).offer(block)) {
      overflow.add(block);
    }
  }

  /// Blocks that batches hold.
  long outstanding() {
    return outstanding.get();
  }

  private @Nullable Block fromOverflow(int sizeClass) {
    for (Block block : overflow) {
      if (sizeClass(block.rows()) == sizeClass && overflow.remove(block)) {
        return block;
      }
    }
    return null;
  }

  private MpmcVarHandleArrayQueue<Block> list(int sizeClass) {
    FreeList list = free[sizeClass];
    return (list == null ? firstUse(sizeClass) : list).blocks;
  }

  private FreeList firstUse(int sizeClass) {
    synchronized (free) {
      FreeList list = free[sizeClass];
      if (list == null) {
        list = new FreeList(new MpmcVarHandleArrayQueue<>(FREE_LIST));
        free[sizeClass] = list;
      }
      return list;
    }
  }

  private static int sizeClass(int rows) {
    return rows <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1);
  }
}
