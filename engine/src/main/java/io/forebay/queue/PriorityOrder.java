package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.payload.PayloadPool;
import io.forebay.tensor.DType;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Smallest priority first, component 0 of the element (P2); among equals, in the order of the
/// claims.
final class PriorityOrder implements Order {
  private static final ValueLayout.OfLong PRIORITY = (ValueLayout.OfLong) DType.INT64.layout();

  private final PriorityQueue<Payload> payloads =
      new PriorityQueue<>(
          Comparator.<Payload>comparingLong(Payload::rank).thenComparingLong(Payload::position));
  private final PayloadPool pool;

  PriorityOrder(PayloadPool pool) {
    this.pool = pool;
  }

  @Override
  public void add(Payload payload) {
    if (payload.isBuried()) {
      pool.give(payload);
    } else {
      payload.rank(priority(payload));
      payloads.add(payload);
    }
  }

  /// The least if it lies in an arena that is closed, or another thread's: whoever gets the element
  /// gets the exception.
  private static long priority(Payload payload) {
    try {
      return payload.base(0).get(PRIORITY, payload.offset(0));
    } catch (IllegalStateException | WrongThreadException unreadable) {
      return Long.MIN_VALUE;
    }
  }

  @Override
  public Payload next() {
    return payloads.remove();
  }

  @Override
  public void putBack(Payload[] drawn, int count) {
    for (int i = 0; i < count; i++) {
      payloads.add(drawn[i]);
    }
  }

  @Override
  public int count() {
    return payloads.size();
  }

  @Override
  public boolean hasEarly() {
    return false;
  }

  @Override
  public Payload oldest() {
    return payloads.element();
  }
}
