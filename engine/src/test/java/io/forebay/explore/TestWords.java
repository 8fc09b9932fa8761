package io.forebay.explore;

import io.forebay.ring.Words;
import java.util.function.LongConsumer;

/// Words that a test can look at beneath the engine.
public abstract class TestWords extends Words {
  /// Makes a new implementation.
  protected TestWords() {}

  /// The value, for a look at the queue: no scheduling point.
  public abstract long peek(long at);

  /// Calls `look` with the place of every word written, before anybody else runs.
  public abstract void onWrite(LongConsumer look);
}
