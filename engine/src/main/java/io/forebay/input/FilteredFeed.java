package io.forebay.input;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;

/// Enqueues the rows of a chunk that a filter keeps, together (B13): they are gathered first.
final class FilteredFeed<R> implements Feed<R> {
  private final Components<R> components;
  private final RowFilter filter;
  private final Entrance entrance = new Entrance();
  private final Gather gather = new Gather(Arena.ofAuto());
  private int[] kept = {};

  FilteredFeed(Components<R> components, RowFilter filter) {
    this.components = components;
    this.filter = filter;
  }

  @Override
  public void enqueue(TensorQueue queue, R record, Wait wait) throws Exception {
    Tensor[] chunk = components.of(record);
    if (!isChunk(chunk)) {
      entrance.enqueueMany(queue, chunk, wait); // says what is wrong
      return;
    }
    int rows = Math.toIntExact(chunk[0].shape().dim(0));
    int count = choose(chunk, rows);
    if (count == rows) {
      entrance.enqueueMany(queue, chunk, wait);
      return;
    }
    entrance.enqueueMany(queue, gather.rows(chunk, kept, count), wait);
  }

  private static boolean isChunk(Tensor[] chunk) {
    boolean same = chunk.length > 0;
    for (Tensor component : chunk) {
      same =
          same
              && component.shape().rank() > 0
              && component.shape().dim(0) == chunk[0].shape().dim(0);
    }
    return same;
  }

  private int choose(Tensor[] chunk, int rows) {
    if (kept.length < rows) {
      kept = new int[Math.max(rows, 2 * kept.length)];
    }
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (filter.keep(chunk, row)) {
        kept[count++] = row;
      }
    }
    return count;
  }
}
