package io.forebay.enqueuer;

import org.jspecify.annotations.Nullable;

/// What became of loading an item.
///
/// @param <T> the type of an item
sealed interface Outcome<T> {
  /// An item; whoever has finished with it runs `release`.
  record Value<T>(T item, Runnable release) implements Outcome<T> {}

  /// Nothing to deliver this time (K13).
  record Skipped<T>() implements Outcome<T> {}

  /// A failure, to be thrown when its turn comes.
  record Failed<T>(Throwable failure) implements Outcome<T> {}

  /// The worker's generator has no more items.
  record Ended<T>() implements Outcome<T> {}

  /// The enqueuer was stopped.
  record Stopped<T>() implements Outcome<T> {}

  /// An item on the heap, or null.
  static <T> Outcome<T> of(@Nullable T item) {
    return item == null ? new Skipped<>() : new Value<>(item, () -> {});
  }
}
