package io.forebay.payload;

import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.Poison;
import io.forebay.tensor.memory.StoreMemory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// Payloads with blocks of memory: size classes of `64 << order` bytes, a lock-free list of free
/// ones for each, and chunks from which they are cut.
///
/// A free block first goes to the list of its class; when a class has none and no chunk can give
/// one, all lists are emptied into the chunks, where neighbours join, before memory is added. So
/// free memory of one class serves all others; only a chunk of more than 64 MiB, made for a single
/// block, gives none below a millionth of its size. Memory goes back to the arena when that is
/// closed. Thread-safe; takes and gives allocate nothing once warm.
public final class PayloadPool {
  /// Blocks are multiples of 64 bytes: what some runtimes ask of tensors they do not copy.
  static final int UNIT_SHIFT = 6;

  static final int NO_BLOCK = -1;
  private static final int ORDERS = Long.SIZE - UNIT_SHIFT; // of the last, blocks are refused
  private static final int FIRST_CHUNK = 10; // 64 KiB
  private static final int LARGEST_CHUNK = 20; // 64 MiB
  private static final int LEAST_LISTED = 16;
  private static final int MOST_LISTED = 4096;

  private final Arena arena;
  private final int components;
  private final MemoryPolicy policy;
  private final @Nullable FreeList[] free = new FreeList[ORDERS + 1]; // written under this
  private final List<BuddyChunk> chunks = new ArrayList<>(); // guarded by this, as the next three
  private int nextChunk = FIRST_CHUNK;
  private long cutBytes;
  private @Nullable Payload spare;

  /// Free payloads of one class. The field is final: whoever finds the list, by a read in no order,
  /// sees all of it; who does not find it yet asks under the lock.
  private record FreeList(MpmcVarHandleArrayQueue<Payload> payloads) {}

  /// A pool of payloads of that many components.
  public PayloadPool(Arena arena, int components, MemoryPolicy policy) {
    this.arena = arena;
    this.components = components;
    this.policy = policy;
  }

  /// A payload whose block has at least `bytes` bytes, none if that is 0.
  ///
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory cannot be had
  public Payload take(long bytes) {
    int order = orderOf(bytes);
    Payload payload = list(order).poll();
    return payload == null ? cut(order) : payload;
  }

  /// The payload, which nobody uses any more, is free.
  public void give(Payload payload) {
    if (Poison.ON && payload.chunk != null) {
      Poison.fill(payload.memory(), payload.start, 1L << (payload.order + UNIT_SHIFT));
    }
    if (!list(payload.order).offer(payload)) {
      synchronized (this) {
        join(payload);
      }
    }
  }

  /// Bytes of the blocks that are taken and not given back. Exact while nobody takes or gives.
  public synchronized long outstandingBytes() {
    long bytes = cutBytes;
    for (int order = 0; order < ORDERS; order++) {
      FreeList list = free[order + 1];
      bytes -= list == null ? 0 : (long) list.payloads.size() << (order + UNIT_SHIFT);
    }
    return bytes;
  }

  /// Bytes of a block that holds `bytes`.
  public static long blockBytes(long bytes) {
    int order = orderOf(bytes);
    return order == NO_BLOCK ? 0 : 1L << (order + UNIT_SHIFT);
  }

  private synchronized Payload cut(int order) {
    Payload payload = unused();
    if (order != NO_BLOCK && !cutInto(payload, order)) {
      joinAllFree();
      if (!cutInto(payload, order)) {
        addChunk(order);
        cutInto(payload, order);
      }
    }
    return payload;
  }

  private Payload unused() {
    Payload payload = spare;
    if (payload == null) {
      return new Payload(components);
    }
    spare = payload.next;
    payload.next = null;
    return payload;
  }

  private boolean cutInto(Payload payload, int order) {
    for (BuddyChunk chunk : chunks) {
      long start = chunk.allocate(order);
      if (start >= 0) {
        payload.chunk = chunk;
        payload.start = start;
        payload.order = order;
        cutBytes += 1L << (order + UNIT_SHIFT);
        return true;
      }
    }
    return false;
  }

  private void joinAllFree() {
    for (int order = 0; order < ORDERS; order++) {
      FreeList list = free[order + 1];
      Payload payload = list == null ? null : list.payloads.poll();
      while (payload != null) {
        join(payload);
        payload = list.payloads.poll();
      }
    }
  }

  private void join(Payload payload) {
    if (payload.chunk != null) {
      payload.chunk.free(payload.start, payload.order);
      cutBytes -= 1L << (payload.order + UNIT_SHIFT);
      payload.chunk = null;
      payload.order = NO_BLOCK;
    }
    payload.next = spare;
    spare = payload;
  }

  private void addChunk(int atLeast) {
    int order = Math.max(atLeast, nextChunk);
    long bytes = order < ORDERS - 1 ? 1L << (order + UNIT_SHIFT) : Long.MAX_VALUE;
    int leastOrder = Math.max(0, order - LARGEST_CHUNK);
    chunks.add(new BuddyChunk(StoreMemory.allocate(arena, bytes, policy), order, leastOrder));
    nextChunk = Math.min(LARGEST_CHUNK, nextChunk + 1);
  }

  private MpmcVarHandleArrayQueue<Payload> list(int order) {
    FreeList list = free[order + 1];
    return (list == null ? firstUse(order) : list).payloads;
  }

  private synchronized FreeList firstUse(int order) {
    FreeList list = free[order + 1];
    if (list == null) {
      list = new FreeList(new MpmcVarHandleArrayQueue<>(listed(order)));
      free[order + 1] = list;
    }
    return list;
  }

  /// As many as make 16 MiB, within bounds.
  private static int listed(int order) {
    int byMemory = order < 0 ? MOST_LISTED : (int) ((16L << 20) >>> Math.min(order + 6, 62));
    return Math.clamp(byMemory, LEAST_LISTED, MOST_LISTED);
  }

  private static int orderOf(long bytes) {
    return bytes == 0
        ? NO_BLOCK
        : Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bytes - 1) - UNIT_SHIFT);
  }
}
