package io.forebay.queue;

import io.forebay.ring.SegmentWords;
import io.forebay.wait.Threads;

/// Lets tests of other packages put their own threads beneath a queue.
public final class QueuesOnThreads {
  private QueuesOnThreads() {}

  /// The same, parking and unparking by `threads`.
  public static QueueConfig config(QueueConfig config, Threads threads) {
    return config.withSeams(new Seams(SegmentWords::new, threads));
  }
}
