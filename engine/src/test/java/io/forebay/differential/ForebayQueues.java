package io.forebay.differential;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueuesOnThreads;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.memory.MemoryPolicy;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

/// Threads and memory for one queue of Forebay after another.
final class ForebayQueues implements QueueDriver.Factory {
  private Workers workers = new Workers();
  private ReusedArena arena = new ReusedArena();
  private final Map<Variant, QueueConfig> configs = new HashMap<>();

  /// What a configuration depends on.
  private record Variant(Setting setting, boolean pooled) {}

  @Override
  public QueueDriver create(Script script) {
    return new ForebayDriver(this, script);
  }

  /// The threads that call the queues.
  Workers workers() {
    return workers;
  }

  /// Memory that is there until [#freed].
  Arena memory() {
    return arena;
  }

  /// The queue's memory is not used any more.
  void freed() {
    arena.reuse();
  }

  /// The queue is still in use: others are made from threads and memory of their own.
  void abandon() {
    workers = new Workers();
    arena = new ReusedArena();
    configs.clear();
  }

  /// True if the queue has pooled storage: because it must, or because the salt says so.
  static boolean isPooled(Setting setting, long salt) {
    return switch (setting.kind()) {
      case FIFO, SHUFFLE -> setting.inBytes() || setting.capacity() < 1 || (salt & 1) == 0;
      case PADDING, PRIORITY -> true;
    };
  }

  TensorQueue queue(Setting setting, boolean pooled, long seed) {
    QueueConfig config = configs.computeIfAbsent(new Variant(setting, pooled), this::config);
    return switch (setting.kind()) {
      case FIFO -> new FifoQueue(config);
      case PADDING -> new PaddingFifoQueue(config);
      case PRIORITY -> new PriorityQueue(config);
      case SHUFFLE ->
          new ShuffleQueue(config, ShuffleConfig.of(setting.minAfterDequeue()).withSeed(seed));
    };
  }

  private QueueConfig config(Variant variant) {
    Setting setting = variant.setting();
    QueueConfig config =
        QueueConfig.of(setting.inBytes() ? -1 : setting.capacity(), Elements.spec(setting.kind()))
            .withArena(arena)
            .withMemory(MemoryPolicy.PLAIN);
    if (setting.inBytes()) {
      config = config.withByteBudget(setting.capacity() * bytesOfAnElement(setting.kind()));
    }
    return QueuesOnThreads.config(variant.pooled() ? config.withPooledStorage() : config, workers);
  }

  /// What an element costs of a byte budget.
  private static long bytesOfAnElement(Kind kind) {
    return kind == Kind.PRIORITY ? 28 : 20;
  }
}
