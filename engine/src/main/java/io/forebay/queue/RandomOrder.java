package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.payload.PayloadPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Uniformly at random (R6): every stored payload is equally likely at every draw; the last one
/// fills the hole.
final class RandomOrder implements Order {
  private static final int FIRST_SIZE = 16;

  private final PayloadPool pool;
  private final Draws draws;
  private @Nullable Payload[] payloads = new Payload[FIRST_SIZE];
  private int count;

  RandomOrder(long seed, PayloadPool pool) {
    this.pool = pool;
    this.draws = new Draws(seed);
  }

  @Override
  public void add(Payload payload) {
    if (payload.isBuried()) {
      pool.give(payload);
      return;
    }
    if (count == payloads.length) {
      payloads = Arrays.copyOf(payloads, Math.multiplyExact(count, 2));
    }
    payloads[count++] = payload;
  }

  @Override
  public Payload next() {
    int drawn = draws.next(count);
    Payload payload = payloads[drawn];
    payloads[drawn] = payloads[--count];
    payloads[count] = null;
    return payload;
  }

  @Override
  public void putBack(Payload[] drawn, int rows) {
    for (int i = 0; i < rows; i++) {
      add(drawn[i]);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public boolean hasEarly() {
    return false;
  }

  @Override
  public Payload oldest() {
    return payloads[0];
  }
}
