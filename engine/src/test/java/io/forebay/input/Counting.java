package io.forebay.input;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The numbers from 0 up to a limit; counts how it is used.
class Counting implements Source<long[]> {
  final AtomicLong next = new AtomicLong();
  final AtomicInteger records = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();
  final long limit;

  Counting(long limit) {
    this.limit = limit;
  }

  @Override
  public long[] newRecord() {
    records.incrementAndGet();
    return new long[1];
  }

  @Override
  public boolean next(long[] record) throws Exception {
    record[0] = next.getAndIncrement();
    return record[0] < limit;
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
