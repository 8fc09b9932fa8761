package io.forebay.enqueuer;

/// Loads the items of one run of an enqueuer.
///
/// @param <T> the type of an item
@FunctionalInterface
interface Loader<T> {
  /// Makes ready. Called once, before all else; if it fails, [#abort] and [#close] follow.
  default void start() {}

  /// Loads the item with that number, counted from the start on; on the thread of that worker.
  ///
  /// @throws Exception if it fails, or is interrupted
  Outcome<T> load(int worker, long number) throws Exception;

  /// Ends loads that an interrupt does not reach; on any thread, also again.
  default void abort() {}

  /// Frees everything. Called once, when no thread of the run loads any more.
  default void close() {}
}
