package io.forebay.enqueuer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Items by number, for example the batches of a data set. Iterating goes through them once, from 0
/// on (K1).
///
/// With more than one worker [#get] is called by several threads at once; what an enqueuer with
/// worker processes calls is an instance of its own in every process.
///
/// @param <T> the type of an item
public interface Sequence<T> extends Iterable<T> {
  /// How many items there are. An enqueuer asks once, when it starts.
  int length();

  /// The item with that number; null if it is to be skipped (K13). It may wait for whatever it
  /// likes; a stop of the enqueuer interrupts it.
  ///
  /// @param index from 0 to [#length] - 1
  /// @throws Exception if there is no such item; it reaches the consumer when its turn comes
  @Nullable T get(int index) throws Exception;

  /// Called once after the last item of every epoch was taken and before the first one of the next
  /// is loaded: nobody is in [#get] meanwhile.
  ///
  /// @throws Exception what it throws reaches the consumer after the last item of the epoch
  default void onEpochEnd() throws Exception {}

  /// The items from 0 on, once, loaded by the caller; the null ones too. Checked exceptions are
  /// thrown as causes of [EnqueuerException].
  @Override
  default Iterator<T> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < length();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException(
              "index: " + next + " (expected: below " + length() + ")");
        }
        try {
          return get(next++);
        } catch (Exception e) {
          throw EnqueuerException.unchecked(e);
        }
      }
    };
  }
}
