package io.forebay.input;

import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;

/// A queue as a source: one element a record. Closing it does nothing; the queue is not its own.
final class ElementsOfQueue implements QueuedSource<Batch> {
  private final TensorQueue queue;

  ElementsOfQueue(TensorQueue queue) {
    this.queue = queue;
  }

  @Override
  public Batch newRecord() {
    return queue.newBatch(1);
  }

  /// `OutOfRangeException` is the end.
  @Override
  public boolean next(Batch record, Wait wait) throws InterruptedException {
    return queue.dequeue(record, wait);
  }

  @Override
  public void done(Batch record) {
    record.close();
  }
}
