package io.forebay.jmh.tensorflow;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;

/// Where the elements of a tensor of TensorFlow lie.
final class TensorMemory implements DataStorageVisitor<MemorySegment> {
  private static final TensorMemory VISITOR = new TensorMemory();

  private TensorMemory() {}

  /// The memory itself, not a copy; valid until the tensor is closed.
  static MemorySegment of(Tensor tensor) {
    return tensor.asRawTensor().data().accept(VISITOR);
  }

  @Override
  public MemorySegment visit(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer);
  }

  @Override
  @SuppressWarnings("restricted") // as long as the tensor is
  public MemorySegment visit(long address, long length, long scale) {
    return MemorySegment.ofAddress(address).reinterpret(length * scale);
  }

  @Override
  public MemorySegment fallback() {
    throw new IllegalStateException("a tensor outside of native memory");
  }
}
