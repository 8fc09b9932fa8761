package io.forebay.input;

import io.forebay.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;

/// One record, of these tensors, or the same again and again.
final class Once implements TensorSource {
  private final AtomicInteger left;
  private final Tensor[] tensors;

  Once(Tensor... tensors) {
    this(1, tensors);
  }

  Once(int times, Tensor... tensors) {
    this.left = new AtomicInteger(times);
    this.tensors = tensors;
  }

  @Override
  public Tensor[] newRecord() {
    return new Tensor[tensors.length];
  }

  @Override
  public boolean next(Tensor[] record) {
    System.arraycopy(tensors, 0, record, 0, tensors.length);
    return left.getAndDecrement() > 0;
  }
}
