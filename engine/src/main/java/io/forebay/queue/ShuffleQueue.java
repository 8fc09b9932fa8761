package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.ring.Layout;
import io.forebay.ring.Words;
import io.forebay.tensor.memory.Column;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.TableColumn;
import java.lang.foreign.Arena;

/// Elements leave in random order: each dequeue draws uniformly from all that are stored at that
/// moment; while the queue is open, `minAfterDequeue` elements stay behind.
///
/// A batch is a copy, gathered from the slots (in pooled storage, see
/// [QueueConfig#withPooledStorage], a single row is shown where it lies). The order for a seed is a
/// function of how enqueues and draws interleaved: with more than one thread it differs from run to
/// run, unless the queue is deterministic (see [ShuffleConfig#deterministic]).
public final class ShuffleQueue extends TensorQueue {
  private final ShuffleConfig shuffle;

  /// A new queue; memory of its slots is taken when they are first used.
  ///
  /// @throws InvalidArgumentException unless `minAfterDequeue` is below the capacity (R1), or if
  ///   arrivals were to be stamped, or a component has unknown dimensions, or it is to be
  ///   deterministic without a capacity
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory cannot be had
  public ShuffleQueue(QueueConfig config, ShuffleConfig shuffle) {
    requireValid(config, shuffle);
    this.shuffle = shuffle;
    super(config, parts(config, shuffle));
  }

  /// How it draws; the seed, where none was given, is the one that was made up.
  public ShuffleConfig shuffle() {
    return shuffle;
  }

  private static QueueParts parts(QueueConfig config, ShuffleConfig shuffle) {
    Drawing drawing = Drawing.shuffled(config.capacity(), shuffle);
    return config.isPooled()
        ? PooledParts.build(config, drawing, pool -> new RandomOrder(shuffle.seed(), pool))
        : Storage.build(config, storage -> slotParts(config, shuffle.seed(), drawing, storage));
  }

  private static QueueParts slotParts(
      QueueConfig config, long seed, Drawing drawing, Storage storage) {
    Arena arena = storage.arena();
    Slots slots = new Slots(config.element(), columns(config, arena));
    BlockPool blocks = new BlockPool(arena, config.element(), config.memory());
    Layout layout = new Layout();
    Lines.Offsets lineWords = Lines.Offsets.in(layout);
    ShuffleChannel.Offsets channelWords = ShuffleChannel.Offsets.in(layout, config.capacity());
    Words words = config.seams().words().allocate(arena, layout.bytes());
    Lines lines = new Lines(config, words, lineWords);
    ShuffleChannel channel = new ShuffleChannel(words, channelWords, drawing, slots, lines);
    lines.gateProducers(channel.free().head());
    Sampler sampler = new Sampler(channel, lines.threads(), blocks, config.capacity(), seed);
    ShuffleStock stock = new ShuffleStock(channel, slots, blocks, sampler);
    StockConsumers consumers = new StockConsumers(config.name(), drawing, channel, lines, stock);
    return new QueueParts(storage, lines, channel, consumers);
  }

  private static void requireValid(QueueConfig config, ShuffleConfig shuffle) {
    PooledParts.requireWholeShapes(config);
    PooledParts.requireUnstamped(config, "shuffle");
    if (!config.isUnbounded() && shuffle.minAfterDequeue() >= config.capacity()) {
      throw new InvalidArgumentException(
          "minAfterDequeue: "
              + shuffle.minAfterDequeue()
              + " (expected: below the capacity, "
              + config.capacity()
              + ")");
    }
    if (config.isUnbounded() && shuffle.deterministic()) {
      throw new InvalidArgumentException(
          "deterministic: true (expected: a queue with a capacity; it is drawn from when it is"
              + " full)");
    }
  }

  private static Column[] columns(QueueConfig config, Arena arena) {
    MemoryPolicy policy = config.memory();
    Storage.requireMemory(() -> bytes(config));
    return config.element().components().stream()
        .map(component -> TableColumn.of(arena, component.byteSize(), config.capacity(), policy))
        .toArray(Column[]::new);
  }

  /// Of columns, cells of both rings, and the residents.
  private static long bytes(QueueConfig config) {
    long control = 4 * Long.BYTES + Integer.BYTES; // rings have up to twice as many cells as rows
    return Math.multiplyExact(
        Math.addExact(config.element().byteSize(), control), (long) config.capacity());
  }
}
