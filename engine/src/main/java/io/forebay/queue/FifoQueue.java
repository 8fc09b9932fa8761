package io.forebay.queue;

import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Words;
import io.forebay.tensor.memory.Column;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.RingColumn;
import io.forebay.tensor.memory.StoreMemory;
import java.lang.foreign.Arena;
import java.util.Objects;

/// First in, first out. A batch is a window on the slots where it can be: no copy.
///
/// Windows stay windows when the capacity is at least (open batches + 1) times their rows. Each
/// producer's own order is kept; the rows of one [#enqueueMany] and of one claim lie next to one
/// another.
public final class FifoQueue extends TensorQueue {
  private final Lines lines;
  private final FifoChannel channel;
  private final ProducerSide producers;
  private final FifoConsumers consumers;
  private final Closing closing;
  private final Slots slots;
  private final BlockPool pool;

  /// A new queue; all memory of its slots is reserved at once.
  ///
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if that memory cannot be had
  public FifoQueue(QueueConfig config) {
    Arena own = config.arena() == null ? Arena.ofShared() : null;
    super(config, own);
    Arena arena = own == null ? Objects.requireNonNull(config.arena()) : own;
    try {
      this.slots = new Slots(config.element(), columns(config, arena));
      Layout layout = new Layout();
      Lines.Offsets lineWords = Lines.Offsets.in(layout);
      Ring.Offsets ringWords = Ring.Offsets.in(layout, config.capacity());
      Words words = config.seams().words().allocate(arena, layout.bytes());
      this.lines = new Lines(config, words, lineWords);
      Ring ring = new Ring(words, ringWords, config.capacity(), lines.sleepers());
      lines.gateProducers(ring.tail());
      lines.gateConsumers(ring.head());
      this.pool = new BlockPool(arena, config.element(), config.memory());
      this.channel = new FifoChannel(ring, lines, config, arena);
      this.producers = new ProducerSide(config.name(), channel, lines);
      this.consumers = new FifoConsumers(config, ring, channel, lines, slots, pool);
      this.closing = new Closing(config.name(), channel, lines);
    } catch (RuntimeException | Error e) {
      if (own != null) {
        own.close();
      }
      throw e;
    }
  }

  @Override
  public long size() {
    return channel.size() + consumers.frontRows();
  }

  @Override
  public QueueCounters counters() {
    return new QueueCounters(
        channel.enqueued(),
        channel.dequeued() - consumers.frontRows(),
        producers.blockedNanos(),
        consumers.blockedNanos(),
        consumers.copies());
  }

  @Override
  Channel channel() {
    return channel;
  }

  @Override
  Lines lines() {
    return lines;
  }

  @Override
  ProducerSide producers() {
    return producers;
  }

  @Override
  Closing closing() {
    return closing;
  }

  @Override
  Slots slots() {
    return slots;
  }

  @Override
  BlockPool pool() {
    return pool;
  }

  @Override
  boolean take(Batch batch, Request wanted) throws InterruptedException {
    return consumers.take(batch, wanted);
  }

  @Override
  void release(Batch batch) {
    consumers.release(batch);
  }

  @Override
  int claimNumbers(int rows) {
    return 0;
  }

  private static Column[] columns(QueueConfig config, Arena arena) {
    long slotCount = Ring.slots(config.capacity());
    MemoryPolicy policy = config.memory();
    long bytes = 0;
    for (var component : config.element().components()) {
      bytes =
          Math.addExact(bytes, RingColumn.plannedBytes(component.byteSize(), slotCount, policy));
    }
    StoreMemory.requireAvailable(bytes);
    return config.element().components().stream()
        .map(component -> RingColumn.of(arena, component.byteSize(), slotCount, policy))
        .toArray(Column[]::new);
  }
}
