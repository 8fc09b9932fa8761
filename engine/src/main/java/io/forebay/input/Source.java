package io.forebay.input;

import java.io.IOException;

/// Produces the records that the workers of an input turn into elements. Thread-safe: all workers
/// read from the same source.
///
/// A worker reads first and takes room in the queue afterwards, so a slow source delays nobody but
/// its reader. `next` may wait for whatever it likes. It is interrupted when the coordinator stops,
/// and when the reader of the batches is closed. In a join each source has one worker.
///
/// @param <R> the type of a record, for example a buffer that is filled again and again
public interface Source<R> extends AutoCloseable {
  /// A record that one worker uses for all its reading; called once a worker, by its thread (and
  /// again if the worker is run by another thread later).
  R newRecord() throws Exception;

  /// Reads the next record.
  ///
  /// @return false at the end, and from then on; `OutOfRangeException` means the same
  /// @throws Exception if the record cannot be read; the input ends there, and the exception
  ///   reaches the consumer after the last good batch
  boolean next(R record) throws Exception;

  /// Called once when the reader of the batches is closed: after the workers have ended, or, if one
  /// hangs in [#next], while it does.
  @Override
  default void close() throws IOException {}
}
