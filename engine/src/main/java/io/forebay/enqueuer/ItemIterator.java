package io.forebay.enqueuer;

import io.forebay.error.CancelledException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The items of an enqueuer, one read ahead. It keeps the enqueuer from being collected.
final class ItemIterator<T> implements Iterator<T> {
  private final Enqueuer<T> enqueuer;
  private Outcome.@Nullable Value<T> ahead;
  private @Nullable Runnable release; // of the item that was handed out last
  private boolean over;

  ItemIterator(Enqueuer<T> enqueuer) {
    this.enqueuer = enqueuer;
  }

  @Override
  public boolean hasNext() {
    releaseLast();
    if (ahead == null && !over) {
      over = true; // also if it throws
      ahead = take();
      over = ahead == null;
    }
    return !over;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(enqueuer + ": no more items");
    }
    Outcome.Value<T> next = ahead;
    ahead = null;
    release = next.release();
    return next.item();
  }

  private void releaseLast() {
    Runnable last = release;
    if (last != null) {
      release = null;
      last.run();
    }
  }

  private Outcome.@Nullable Value<T> take() {
    try {
      return enqueuer.take();
    } catch (InterruptedException e) {
      over = false;
      Thread.currentThread().interrupt();
      throw new CancelledException(enqueuer + ": interrupted while it waited for an item", e);
    }
  }
}
