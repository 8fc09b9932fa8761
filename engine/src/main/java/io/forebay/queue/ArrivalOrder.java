package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.payload.PayloadPool;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/// First in, first out, in the order of the claims: a payload may leave once every earlier claim is
/// published or given up.
final class ArrivalOrder implements Order {
  private final PayloadPool pool;
  private final ArrayDeque<Payload> ready = new ArrayDeque<>();
  private final PriorityQueue<Payload> early =
      new PriorityQueue<>(Comparator.comparingLong(Payload::position));
  private long next; // the position that becomes ready next

  ArrivalOrder(PayloadPool pool) {
    this.pool = pool;
  }

  @Override
  public void add(Payload payload) {
    if (payload.position() != next) {
      early.add(payload);
      return;
    }
    pass(payload);
    while (!early.isEmpty() && early.element().position() == next) {
      pass(early.remove());
    }
  }

  private void pass(Payload payload) {
    next++;
    if (payload.isBuried()) {
      pool.give(payload);
    } else {
      ready.addLast(payload);
    }
  }

  @Override
  public Payload next() {
    return ready.removeFirst();
  }

  @Override
  public void putBack(Payload[] drawn, int count) {
    for (int i = count - 1; i >= 0; i--) {
      ready.addFirst(drawn[i]);
    }
  }

  @Override
  public int count() {
    return ready.size();
  }

  @Override
  public boolean hasEarly() {
    return !early.isEmpty();
  }

  @Override
  public Payload oldest() {
    return ready.getFirst();
  }
}
