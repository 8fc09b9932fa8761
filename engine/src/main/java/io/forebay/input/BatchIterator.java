package io.forebay.input;

import io.forebay.error.CancelledException;
import io.forebay.queue.Batch;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The batches of a reader, one read ahead.
final class BatchIterator implements Iterator<Batch> {
  private final BatchReader reader;
  private @Nullable Batch ahead;
  private boolean over;

  BatchIterator(BatchReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !over) {
      try {
        ahead = reader.takeFresh();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException(
            "input '" + reader.queue().name() + "': interrupted while it waited for a batch", e);
      }
      over = ahead == null;
    }
    return !over;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("input '" + reader.queue().name() + "': no more batches");
    }
    Batch next = ahead;
    ahead = null;
    return next;
  }
}
