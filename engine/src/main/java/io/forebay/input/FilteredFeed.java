package io.forebay.input;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.lang.foreign.MemorySegment;

/// Enqueues the rows of a chunk that a filter keeps, together (B13): they are moved together in
/// memory of the worker's own first.
final class FilteredFeed implements Feed<Tensor[]> {
  private final RowFilter filter;
  private final Scratch scratch;
  private Tensor[] kept = {};
  private long room;

  FilteredFeed(RowFilter filter, Scratch scratch) {
    this.filter = filter;
    this.scratch = scratch;
  }

  @Override
  public void enqueue(TensorQueue queue, Tensor[] chunk, Wait wait) throws Exception {
    if (!fits(queue.spec(), chunk)) {
      Chunks.enqueue(queue, chunk, wait); // says what is wrong
      return;
    }
    long rows = chunk[0].shape().dim(0);
    reserve(queue.spec(), rows);
    long count = 0;
    for (long row = 0; row < rows; row++) {
      if (filter.keep(chunk, row)) {
        copyRow(chunk, row, count++);
      }
    }
    Tensor[] part = new Tensor[kept.length];
    for (int c = 0; c < part.length; c++) {
      part[c] = kept[c].slice(0, count);
    }
    Chunks.enqueue(queue, part, wait);
  }

  private static boolean fits(ElementSpec element, Tensor[] chunk) {
    if (chunk.length != element.size() || chunk[0].shape().rank() == 0) {
      return false;
    }
    long rows = chunk[0].shape().dim(0);
    for (int c = 0; c < chunk.length; c++) {
      TensorSpec spec = element.component(c);
      Shape expected = spec.shape().prepend(rows);
      if (chunk[c].dtype() != spec.dtype() || !chunk[c].shape().equals(expected)) {
        return false;
      }
    }
    return true;
  }

  private void reserve(ElementSpec element, long rows) {
    if (kept.length > 0 && rows <= room) {
      return;
    }
    room = Math.max(rows, 2 * room);
    kept =
        element.components().stream()
            .map(c -> scratch.tensor(c.dtype(), c.shape().prepend(room)))
            .toArray(Tensor[]::new);
  }

  private void copyRow(Tensor[] chunk, long from, long to) {
    for (int c = 0; c < chunk.length; c++) {
      Tensor source = chunk[c];
      long bytes = source.byteSize() / source.shape().dim(0);
      MemorySegment.copy(
          source.base(),
          source.byteOffset() + from * bytes,
          kept[c].base(),
          kept[c].byteOffset() + to * bytes,
          bytes);
    }
  }
}
