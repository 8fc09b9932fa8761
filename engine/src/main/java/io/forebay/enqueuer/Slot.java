package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Memory shared with one worker process, which puts one result at a time there: this process's
/// half. Used by one thread at a time.
final class Slot implements AutoCloseable {
  private static final long RETRY_NANOS = 1_000_000;

  private final int number;
  private final SharedFile shared;
  private @Nullable Arena arena; // of the mapping; replaced when the file has grown
  private MemorySegment memory = MemorySegment.NULL;
  private Tensor[] shown = {};

  private Slot(int number, SharedFile shared) {
    this.number = number;
    this.shared = shared;
  }

  /// A new one in an empty file of that folder.
  static Slot create(int number, Path folder) throws IOException {
    return new Slot(number, SharedFile.create(folder));
  }

  int number() {
    return number;
  }

  /// By which the worker process opens the file.
  String path() {
    return shared.path().toString();
  }

  /// The worker process has opened the file, which needs no name any more.
  void opened() throws IOException {
    shared.unlink();
  }

  /// The tensors that lie in the file, which has that size now.
  ///
  /// @throws IOException if it has not, or cannot be mapped
  Tensor[] show(long bytes, List<Wire.Place> places) throws IOException {
    if (bytes > memory.byteSize()) {
      long there = shared.channel().size();
      if (bytes > there) { // to map them would lengthen it
        throw new IOException("file of " + there + " bytes (expected: " + bytes + ")");
      }
      Arena wider = Arena.ofShared();
      memory = shared.channel().map(FileChannel.MapMode.READ_WRITE, 0, bytes, wider);
      free();
      arena = wider;
    }
    shown = places.stream().map(this::tensor).toArray(Tensor[]::new);
    return shown;
  }

  private Tensor tensor(Wire.Place place) {
    Tensor tensor = TensorMoves.nowhere(place.dtype(), place.shape());
    TensorMoves.move(tensor, memory, place.offset(), place.shape());
    return tensor;
  }

  /// From now on the tensors throw.
  void hide() {
    for (Tensor tensor : shown) {
      TensorMoves.release(tensor);
    }
    shown = new Tensor[0];
  }

  /// Waits for whoever reads or writes a file right now, straight from or to a tensor.
  private void free() {
    Arena mine = arena;
    while (mine != null && mine.scope().isAlive()) {
      try {
        mine.close();
      } catch (IllegalStateException inUse) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /// Frees the memory; tensors that are still shown throw.
  @Override
  public void close() {
    free();
    arena = null;
    try {
      shared.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
