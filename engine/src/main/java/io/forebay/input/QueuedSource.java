package io.forebay.input;

import io.forebay.wait.Wait;

/// A source that reads from a queue of ours, so that the cancellation of its worker can end its
/// wait.
interface QueuedSource<R> extends Source<R> {
  /// As [#next(Object)], waiting under that.
  boolean next(R record, Wait wait) throws Exception;

  /// The worker has done with what it read into the record.
  default void done(R record) {}

  @Override
  default boolean next(R record) throws Exception {
    return next(record, Wait.FOREVER);
  }

  /// Reads from any source, under that wait if it can.
  static <R> boolean read(Source<R> source, R record, Wait wait) throws Exception {
    return source instanceof QueuedSource<R> queued
        ? queued.next(record, wait)
        : source.next(record);
  }

  /// Tells any source that it is done, if it wants to know.
  static <R> void done(Source<R> source, R record) {
    if (source instanceof QueuedSource<R> queued) {
      queued.done(record);
    }
  }
}
