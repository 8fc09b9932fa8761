package io.forebay.enqueuer;

import io.forebay.error.OutOfRangeException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Makes one item after the other. It need not be thread-safe: an enqueuer calls it from several
/// threads, but one at a time (K19, K21).
///
/// @param <T> the type of an item
@FunctionalInterface
public interface Generator<T> {
  /// The next item; null if there is none this time.
  ///
  /// @throws OutOfRangeException at the end, also one that comes from a queue that this reads
  /// @throws Exception if there is no such item; the enqueuer does not ask again, and it reaches
  ///   the consumer when its turn comes
  @Nullable T next() throws Exception;

  /// What is left of an iterator.
  static <T> Generator<T> of(Iterator<? extends T> items) {
    return () -> {
      if (!items.hasNext()) {
        throw new OutOfRangeException("generator: no more items");
      }
      return items.next();
    };
  }
}
