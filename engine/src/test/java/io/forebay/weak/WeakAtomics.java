package io.forebay.weak;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the classes that [InstrumentedEngine] loads do in place of accesses to atomic counters: in
/// the memory of the schedule. The counters themselves stay 0.
public final class WeakAtomics {
  private WeakAtomics() {}

  /// Reads a counter.
  public static long get(AtomicLong counter) {
    Order order = Weakened.next(Order.VOLATILE);
    memory().scheduler().point();
    return (long) memory().load(place(counter), order);
  }

  /// Adds 1.
  public static long incrementAndGet(AtomicLong counter) {
    return addAndGet(counter, 1);
  }

  /// Subtracts 1.
  public static long decrementAndGet(AtomicLong counter) {
    return addAndGet(counter, -1);
  }

  /// Adds that.
  public static long addAndGet(AtomicLong counter, long delta) {
    return add(counter, delta);
  }

  /// Reads a counter.
  public static int get(AtomicInteger counter) {
    Order order = Weakened.next(Order.VOLATILE);
    memory().scheduler().point();
    return Math.toIntExact((long) memory().load(place(counter), order));
  }

  /// Adds 1.
  public static int incrementAndGet(AtomicInteger counter) {
    return Math.toIntExact(add(counter, 1));
  }

  private static long add(Object counter, long delta) {
    Order order = Weakened.next(Order.VOLATILE);
    memory().scheduler().point();
    long before = (long) memory().exchange(place(counter), value -> (long) value + delta, order);
    memory().scheduler().changed();
    memory().scheduler().point();
    return before + delta;
  }

  private static Place place(Object counter) {
    return memory().field(counter, "value", 0L);
  }

  private static WeakMemory memory() {
    return WeakHeap.memory();
  }
}
