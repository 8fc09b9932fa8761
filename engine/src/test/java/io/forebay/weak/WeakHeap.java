package io.forebay.weak;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;

/// What the classes that [InstrumentedEngine] loads do in place of accesses to volatile fields, to
/// row memory, and to queues of free blocks: all of them in the memory of the schedule.
public final class WeakHeap {
  private static final int WORD_SHIFT = 3;
  private static final Map<VarHandle, String> NAMES = new IdentityHashMap<>();

  private static WeakMemory memory; // of the schedule that runs

  private WeakHeap() {}

  static void use(WeakMemory ofSchedule) {
    memory = ofSchedule;
  }

  static WeakMemory memory() {
    return memory;
  }

  /// Reads a volatile field.
  public static boolean getBoolean(Object owner, String field) {
    return (boolean) load(owner, field, false);
  }

  /// Reads a volatile field.
  public static int getInt(Object owner, String field) {
    return (int) load(owner, field, 0);
  }

  /// Reads a volatile field.
  public static Object getObject(Object owner, String field) {
    return load(owner, field, null);
  }

  /// Writes a volatile field.
  public static void put(Object owner, boolean value, String field) {
    store(owner, field, value, false);
  }

  /// Writes a volatile field.
  public static void put(Object owner, int value, String field) {
    store(owner, field, value, 0);
  }

  /// Writes a volatile field.
  public static void put(Object owner, Object value, String field) {
    store(owner, field, value, null);
  }

  /// A plain field is read next.
  public static void reads(Object owner, String field) {
    memory.races().read(memory.field(owner, field, null));
  }

  /// A plain field is written next.
  public static void writes(Object owner, String field) {
    memory.races().write(memory.field(owner, field, null));
  }

  /// Exchanges a field.
  public static boolean compareAndSet(
      VarHandle handle, Object owner, boolean expected, boolean next) {
    return exchange(owner, name(handle), expected, next, false);
  }

  /// Exchanges a field.
  public static boolean compareAndSet(
      VarHandle handle, Object owner, Object expected, Object next) {
    return exchange(owner, name(handle), expected, next, null);
  }

  /// Exchanges a field.
  public static Object getAndSet(VarHandle handle, Object owner, Object next) {
    Order order = Weakened.next(Order.VOLATILE);
    memory.scheduler().point();
    Place place = memory.field(owner, name(handle), null);
    changing(place, next);
    Object before = memory.exchange(place, v -> next, order);
    return before;
  }

  /// Reads an element of an array of chunks.
  public static Object getAcquire(VarHandle handle, Object chunks, int index) {
    Order order = Weakened.next(Order.ONE_WAY);
    memory.scheduler().point();
    return memory.load(memory.field(chunks, index, null), order);
  }

  /// Writes an element of an array of chunks: one that this thread has just zeroed.
  public static void setRelease(VarHandle handle, Object chunks, int index, Object chunk) {
    Order order = Weakened.next(Order.ONE_WAY);
    MemorySegment zeroed = (MemorySegment) chunk;
    for (long at = 0; at < zeroed.byteSize(); at += Long.BYTES) {
      write(zeroed, at);
    }
    memory.scheduler().point();
    memory.store(memory.field(chunks, index, null), chunk, order);
    ((MemorySegment[]) chunks)[index] = zeroed; // read under the lock only
    memory.scheduler().point();
  }

  /// Copies row memory.
  public static void copy(
      MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes) {
    for (long done = 0; done < bytes; done += Long.BYTES) {
      read(from, fromOffset + done);
      write(to, toOffset + done);
    }
    MemorySegment.copy(from, fromOffset, to, toOffset, bytes);
  }

  /// Reads row memory.
  public static long get(MemorySegment from, ValueLayout.OfLong layout, long offset) {
    read(from, offset);
    return from.get(layout, offset);
  }

  /// Writes row memory.
  public static void set(MemorySegment to, ValueLayout.OfLong layout, long offset, long value) {
    write(to, offset);
    to.set(layout, offset, value);
  }

  /// Offers a free block; whoever polls it is ordered behind.
  public static boolean offer(MpmcVarHandleArrayQueue<Object> queue, Object block) {
    memory.leaves(block);
    return queue.offer(block);
  }

  /// Polls a free block.
  public static Object poll(MpmcVarHandleArrayQueue<Object> queue) {
    Object block = queue.poll();
    if (block != null) {
      memory.entered(block);
    }
    return block;
  }

  private static void read(MemorySegment from, long offset) {
    if (from.isNative()) {
      memory.races().read(from.address() + offset >> WORD_SHIFT);
    }
  }

  private static void write(MemorySegment to, long offset) {
    if (to.isNative()) {
      memory.races().write(to.address() + offset >> WORD_SHIFT);
    }
  }

  private static Object load(Object owner, String field, Object initial) {
    Order order = Weakened.next(Order.VOLATILE);
    memory.scheduler().point();
    return memory.load(memory.field(owner, field, initial), order);
  }

  private static void store(Object owner, String field, Object value, Object initial) {
    Order order = Weakened.next(Order.VOLATILE);
    memory.scheduler().point();
    Place place = memory.field(owner, field, initial);
    changing(place, value);
    memory.store(place, value, order);
    memory.scheduler().point();
  }

  private static boolean exchange(
      Object owner, String field, Object expected, Object next, Object initial) {
    Order order = Weakened.next(Order.VOLATILE);
    memory.scheduler().point();
    boolean[] equal = new boolean[1];
    memory.exchange(
        memory.field(owner, field, initial),
        value -> {
          // booleans are the same objects, as are references
          equal[0] = value == expected;
          return equal[0] ? next : WeakMemory.UNCHANGED;
        },
        order);
    if (equal[0]) {
      memory.scheduler().changed();
    }
    return equal[0];
  }

  private static void changing(Place place, Object value) {
    if (!Objects.equals(place.value(place.newest()), value)) {
      memory.scheduler().changed();
    }
  }

  private static String name(VarHandle handle) {
    return NAMES.computeIfAbsent(
        handle, field -> field.describeConstable().orElseThrow().constantName());
  }
}
