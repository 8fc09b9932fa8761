package io.forebay.soak;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.memory.MemoryPolicy;

/// The queue of a round.
///
/// @param capacity in elements, negative for no bound
/// @param minAfterDequeue elements that stay, of a shuffle queue
/// @param width the most bytes of an element's data
/// @param budget bytes of pooled elements, 0 for no limit
/// @param memory where slots lie
record Store(int capacity, int minAfterDequeue, int width, long budget, MemoryPolicy memory) {
  /// A queue of that kind, whose threads wait like that.
  TensorQueue queue(Kind kind, Style waiting, long seed) {
    QueueConfig config =
        QueueConfig.of(capacity, Content.spec(kind, width))
            .withName("soak")
            .withMemory(memory)
            .withWaiting(waiting.waiting());
    if (budget > 0) {
      config = config.withByteBudget(budget);
    }
    return kind.queue(config, ShuffleConfig.of(minAfterDequeue).withSeed(seed));
  }
}
