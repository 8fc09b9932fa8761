package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.memory.Alignment;

/// Rows of fixed size that the caller writes in place.
final class InPlaceFilling implements Filling {
  private final ElementSpec spec;
  private final long[] offsets;
  private final long cost;
  private final long bytes;

  InPlaceFilling(ElementSpec spec) {
    this.spec = spec;
    this.offsets = new long[spec.size()];
    this.cost = spec.byteSize();
    long end = 0;
    for (int c = 0; c < offsets.length; c++) {
      offsets[c] = end;
      end =
          Math.addExact(end, Alignment.roundUp(spec.component(c).byteSize(), PooledRows.ALIGNMENT));
    }
    this.bytes = end;
  }

  @Override
  public long cost(int row) {
    return cost;
  }

  @Override
  public long blockBytes(int row) {
    return Math.max(1, bytes);
  }

  @Override
  public void fill(int row, Payload payload) {
    for (int c = 0; c < offsets.length; c++) {
      payload.place(c, payload.memory(), payload.start() + offsets[c], spec.component(c).shape());
    }
  }
}
