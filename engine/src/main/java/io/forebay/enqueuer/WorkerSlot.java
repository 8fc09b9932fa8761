package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorPacking;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Memory shared with the parent, for one result at a time: the worker's half. Each tensor begins
/// at a multiple of [Tensor#ALIGNMENT]. Used by the main thread alone.
final class WorkerSlot {
  private static final long STEP = 1 << 16; // a multiple of every page size

  private final FileChannel file;
  private final ByteBuffer zeros = ByteBuffer.allocateDirect((int) STEP);
  private Arena arena = Arena.ofConfined();
  private MemorySegment memory = MemorySegment.NULL;

  /// In that file, which exists.
  WorkerSlot(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Size of the file, all of which is memory.
  long byteSize() {
    return memory.byteSize();
  }

  /// Copies the tensors; where each lies.
  ///
  /// @throws IOException if the file system has no room for them
  long[] put(Tensor[] tensors) throws IOException {
    long[] offsets = new long[tensors.length];
    long end = 0;
    for (int i = 0; i < tensors.length; i++) {
      offsets[i] = end;
      long bytes = TensorPacking.packedBytes(tensors[i]);
      end = Math.addExact(end, Math.ceilDiv(bytes, Tensor.ALIGNMENT) * Tensor.ALIGNMENT);
    }
    reserve(end);
    for (int i = 0; i < tensors.length; i++) {
      TensorPacking.pack(tensors[i], memory, offsets[i]);
    }
    return offsets;
  }

  /// A little more than needed, so that results which differ in size do not make it grow each time.
  private void reserve(long bytes) throws IOException {
    if (bytes > memory.byteSize() || memory.byteSize() == 0) {
      long size = Math.max(1, Math.ceilDiv(bytes + bytes / 8, STEP)) * STEP;
      extend(size);
      Arena wider = Arena.ofConfined();
      memory = file.map(FileChannel.MapMode.READ_WRITE, 0, size, wider);
      arena.close();
      arena = wider;
    }
  }

  /// Writes zeros rather than only lengthening the file: where there is no room that is an
  /// exception here, and not the death of whoever touches the memory.
  private void extend(long size) throws IOException {
    try {
      long end = file.size();
      while (end < size) {
        zeros.clear().limit((int) Math.min(STEP, size - end));
        end += file.write(zeros, end);
      }
    } catch (IOException e) {
      throw new IOException(
          "shared memory of an item: " + size + " bytes (expected: room, see withMemory): " + e, e);
    }
  }
}
