package io.forebay.cases;

import io.forebay.input.TensorSource;
import io.forebay.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// So many records, the tensors of record n made from n; counts its closes.
final class MadeTensors implements TensorSource {
  final AtomicInteger closes = new AtomicInteger();
  final AtomicLong read = new AtomicLong();
  private final AtomicLong next = new AtomicLong();
  private final long records;
  private final LongFunction<Tensor[]> maker;

  MadeTensors(long records, LongFunction<Tensor[]> maker) {
    this.records = records;
    this.maker = maker;
  }

  @Override
  public Tensor[] newRecord() {
    return new Tensor[maker.apply(0).length];
  }

  @Override
  public boolean next(Tensor[] record) {
    long n = next.getAndIncrement();
    if (n >= records) {
      return false;
    }
    read.incrementAndGet();
    Tensor[] made = maker.apply(n);
    System.arraycopy(made, 0, record, 0, made.length);
    return true;
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
