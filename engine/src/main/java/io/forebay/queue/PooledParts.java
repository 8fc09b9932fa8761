package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.payload.PayloadPool;
import io.forebay.ring.Layout;
import io.forebay.ring.Words;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.util.function.Function;

/// Builds the queues whose elements are payloads; they differ in the order in which these leave.
final class PooledParts {
  private PooledParts() {}

  static QueueParts build(QueueConfig config, Drawing drawing, Function<PayloadPool, Order> order) {
    return Storage.build(config, storage -> parts(config, drawing, order, storage));
  }

  /// Only a padding queue has shapes of which some dimensions are unknown (Q61).
  static void requireWholeShapes(QueueConfig config) {
    for (TensorSpec component : config.element().components()) {
      if (component.shape().isRankKnown() && !component.shape().isFullyDefined()) {
        throw new InvalidArgumentException(
            "component "
                + component
                + " (expected: a fully defined shape, or none; unknown dimensions are for a"
                + " PaddingFifoQueue)");
      }
    }
  }

  /// Arrivals are stamped where there is an oldest row.
  static void requireUnstamped(QueueConfig config, String kind) {
    if (config.stampedArrivals()) {
      throw new InvalidArgumentException(
          "stampedArrivals: true (expected: a FIFO queue; a " + kind + " queue has no oldest row)");
    }
  }

  private static QueueParts parts(
      QueueConfig config, Drawing drawing, Function<PayloadPool, Order> order, Storage storage) {
    Arena arena = storage.arena();
    Layout layout = new Layout();
    Lines.Offsets lineWords = Lines.Offsets.in(layout);
    PooledChannel.Offsets channelWords = PooledChannel.Offsets.in(layout);
    Words words = config.seams().words().allocate(arena, layout.bytes());
    Lines lines = new Lines(config, words, lineWords);
    PayloadPool pool = new PayloadPool(arena, config.element().size(), config.memory());
    PooledChannel channel = new PooledChannel(words, channelWords, config, drawing, pool, lines);
    lines.gateProducers(channel.claims());
    PooledStock stock = new PooledStock(config, channel, order.apply(pool), lines.threads());
    StockConsumers consumers = new StockConsumers(config.name(), drawing, channel, lines, stock);
    return new QueueParts(storage, lines, channel, consumers);
  }
}
