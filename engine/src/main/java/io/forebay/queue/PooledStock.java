package io.forebay.queue;

import io.forebay.payload.Inbox;
import io.forebay.payload.Payload;
import io.forebay.payload.PayloadPool;
import io.forebay.tensor.ElementSpec;
import io.forebay.wait.Threads;
import java.util.concurrent.atomic.AtomicLong;

/// The stock of a queue whose elements are payloads. Several drawn rows are stacked, padded to the
/// largest where shapes differ, in memory of the batch, outside the line; a single one is shown
/// where it lies, and kept until the batch is released.
final class PooledStock implements Stock {
  private final PooledChannel channel;
  private final PayloadPool pool;
  private final Order order;
  private final Threads threads;
  private final ElementSpec spec;
  private final boolean stamped;
  private final AtomicLong openBatches = new AtomicLong();
  private long arrivals;

  PooledStock(QueueConfig config, PooledChannel channel, Order order, Threads threads) {
    this.channel = channel;
    this.pool = channel.pool();
    this.order = order;
    this.threads = threads;
    this.spec = config.element();
    this.stamped = config.stampedArrivals();
  }

  @Override
  public void prepare(Batch batch) {
    rows(batch);
  }

  @Override
  public long takePublished() {
    Payload payload = channel.inbox().takeAll();
    threads.step();
    while (payload != null) {
      Payload behind = Inbox.next(payload);
      arrivals += payload.isBuried() ? 0 : 1;
      order.add(payload);
      payload = behind;
    }
    return arrivals;
  }

  @Override
  public int count() {
    return order.count();
  }

  @Override
  public boolean hasEarly() {
    return order.hasEarly();
  }

  @Override
  public long age() {
    return stamped ? threads.nanoTime() - order.oldest().arrivalNanos() : 0;
  }

  @Override
  public void draw(Batch batch, int count) {
    PooledRows rows = rows(batch);
    drawInto(rows, count);
    if (rows.count > 1) {
      rows.stack = pool.take(rows.stacking.measure(rows.rows, rows.count));
    }
    openBatches.incrementAndGet();
    batch.letGo();
  }

  @Override
  public void moveAside(Batch batch, int count) {
    PooledRows rows = rows(batch);
    drawInto(rows, count);
    batch.hold(count);
    for (int i = rows.count - count; i < rows.count; i++) {
      channel.uncharge(rows.rows[i]);
    }
  }

  @Override
  public void giveBack(Batch batch) {
    PooledRows rows = rows(batch);
    batch.letGo();
    if (rows.count > 0) {
      for (int i = 0; i < rows.count; i++) {
        channel.charge(rows.rows[i]);
      }
      order.putBack(rows.rows, rows.count);
      channel.givenBack(rows.count);
      rows.count = 0;
    }
  }

  /// If a row cannot be read, since memory was lent whose arena is closed, none is delivered: all
  /// are freed.
  @Override
  public void finish(Batch batch) {
    PooledRows rows = rows(batch);
    Payload stack = rows.stack;
    if (stack == null) {
      batch.showPayload(rows.rows[0], rows.stacking);
      return;
    }
    int count = rows.count;
    boolean stacked = false;
    try {
      rows.stacking.stack(rows.rows, count, stack);
      stacked = true;
    } finally {
      if (!stacked) {
        release(batch);
      }
    }
    freeRows(rows);
    batch.showStacked(rows.stacking, stack, count);
  }

  @Override
  public void showNothing(Batch batch) {
    PooledRows rows = rows(batch);
    Payload stack = pool.take(rows.stacking.measure(rows.rows, 0));
    rows.stack = stack;
    openBatches.incrementAndGet();
    rows.stacking.stack(rows.rows, 0, stack);
    batch.showStacked(rows.stacking, stack, 0);
  }

  @Override
  public void release(Batch batch) {
    PooledRows rows = rows(batch);
    Payload stack = rows.stack;
    rows.stack = null;
    if (stack != null) {
      stack.letGo();
      pool.give(stack);
    }
    freeRows(rows);
    openBatches.decrementAndGet(); // last: from now on the queue may be freed
  }

  @Override
  public long openBatches() {
    return openBatches.get();
  }

  @Override
  public void discard() {
    takePublished();
    while (order.count() > 0) {
      Payload payload = order.next();
      channel.drawn(1, payload.leave() ? 1 : 0);
      channel.free(payload);
    }
  }

  private void drawInto(PooledRows rows, int count) {
    int leaving = 0;
    for (int i = 0; i < count; i++) {
      Payload payload = order.next();
      leaving += payload.leave() ? 1 : 0;
      rows.rows[rows.count++] = payload;
    }
    channel.drawn(count, leaving);
  }

  private void freeRows(PooledRows rows) {
    for (int i = 0; i < rows.count; i++) {
      channel.free(rows.rows[i]);
    }
    rows.count = 0;
  }

  private PooledRows rows(Batch batch) {
    PooledRows rows = batch.pooledRows();
    if (rows == null) {
      rows = new PooledRows(Math.max(1, batch.maxRows()), new Stacking(spec));
      batch.pooledRows(rows);
    }
    return rows;
  }
}
