package io.forebay.input;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.wait.Wait;

/// The batches of a reader as a source. What the reader's input failed with, it fails with.
final class BatchesOfReader implements QueuedSource<Batch> {
  private final BatchReader reader;

  BatchesOfReader(BatchReader reader) {
    this.reader = reader;
  }

  @Override
  public Batch newRecord() {
    return reader.newBatch();
  }

  @Override
  public boolean next(Batch record, Wait wait) throws Exception {
    try {
      reader.dequeue(record, wait);
      return true;
    } catch (OutOfRangeException end) {
      return switch (reader.error()) {
        case null -> false;
        case Error error -> throw error;
        case Exception failure -> throw failure;
        case Throwable other -> throw new InputException(other);
      };
    }
  }

  @Override
  public void done(Batch record) {
    record.close();
  }

  @Override
  public void close() {
    reader.close();
  }
}
