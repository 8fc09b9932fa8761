package io.forebay.queue;

import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Words;
import io.forebay.tensor.memory.Column;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.RingColumn;
import java.lang.foreign.Arena;

/// First in, first out. A batch is a window on the slots where it can be: no copy.
///
/// Windows stay windows when the capacity is at least (open batches + 1) times their rows. Each
/// producer's own order is kept; the rows of one [#enqueueMany] and of one claim lie next to one
/// another.
public final class FifoQueue extends TensorQueue {
  /// A new queue; all memory of its slots is reserved at once. If it must be pooled (see
  /// [QueueConfig#withPooledStorage]) memory is taken as elements come in, and only a batch of one
  /// row is a window.
  ///
  /// @throws io.forebay.error.InvalidArgumentException if a component has unknown dimensions
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if the memory of the slots cannot be
  ///   had
  public FifoQueue(QueueConfig config) {
    PooledParts.requireWholeShapes(config);
    super(config, parts(config));
  }

  private static QueueParts parts(QueueConfig config) {
    return config.isPooled()
        ? PooledParts.build(config, Drawing.inOrder(config.capacity()), ArrivalOrder::new)
        : Storage.build(config, storage -> ringParts(config, storage));
  }

  private static QueueParts ringParts(QueueConfig config, Storage storage) {
    Arena arena = storage.arena();
    Slots slots = new Slots(config.element(), columns(config, arena));
    BlockPool blocks = new BlockPool(arena, config.element(), config.memory());
    Layout layout = new Layout();
    Lines.Offsets lineWords = Lines.Offsets.in(layout);
    Ring.Offsets ringWords = Ring.Offsets.in(layout, config.capacity());
    Words words = config.seams().words().allocate(arena, layout.bytes());
    Lines lines = new Lines(config, words, lineWords);
    Ring ring =
        new Ring(words, ringWords, config.capacity(), lines.sleepers(), config.hasSingleProducer());
    lines.gateProducers(ring.tail());
    lines.gateConsumers(ring.head());
    FifoChannel channel = new FifoChannel(ring, lines, config, slots, arena);
    FifoConsumers consumers = new FifoConsumers(config, ring, channel, lines, slots, blocks);
    return new QueueParts(storage, lines, channel, consumers);
  }

  private static Column[] columns(QueueConfig config, Arena arena) {
    long slotCount = Ring.slots(config.capacity());
    MemoryPolicy policy = config.memory();
    Storage.requireMemory(() -> bytes(config, slotCount));
    return config.element().components().stream()
        .map(component -> RingColumn.of(arena, component.byteSize(), slotCount, policy))
        .toArray(Column[]::new);
  }

  /// Of columns, turn words and arrival stamps.
  private static long bytes(QueueConfig config, long slotCount) {
    long bytes = slotCount * Long.BYTES * (config.stampedArrivals() ? 3 : 2);
    for (var component : config.element().components()) {
      long column = RingColumn.plannedBytes(component.byteSize(), slotCount, config.memory());
      bytes = Math.addExact(bytes, column);
    }
    return bytes;
  }
}
