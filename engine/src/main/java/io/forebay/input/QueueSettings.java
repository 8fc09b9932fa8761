package io.forebay.input;

import io.forebay.payload.ByteBudget;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked of the queue of an input (B2). Fields are set by [Batching].
final class QueueSettings {
  final boolean shuffled;
  int capacity = 32;
  int minAfterDequeue = -1;
  @Nullable Long seed;
  boolean deterministic;
  boolean dynamicPad;
  @Nullable List<Shape> shapes;
  String sharedName = "";
  Waiting waiting = Waiting.parking();
  MemoryPolicy memory = MemoryPolicy.BEST;
  long byteBudget = ByteBudget.UNLIMITED;

  QueueSettings(boolean shuffled) {
    this.shuffled = shuffled;
  }

  /// The queue for these examples, made, or found in the container if it is shared.
  TensorQueue open(String name, List<Examples<?>> examples, QueueContainer container) {
    ElementSpec element = element(examples);
    QueueConfig config =
        QueueConfig.of(capacity, element)
            .withName(name)
            .withWaiting(waiting)
            .withMemory(memory)
            .withByteBudget(byteBudget);
    if (shuffled) {
      return container.shuffleQueue(sharedName, config, shuffle());
    }
    return dynamicPad
        ? container.paddingFifoQueue(sharedName, config)
        : container.fifoQueue(sharedName, config);
  }

  /// B9; and what is written in place needs a size that is known before.
  private ElementSpec element(List<Examples<?>> examples) {
    ElementSpec element = JoinedSpec.of(examples, shapes);
    for (TensorSpec component : element.components()) {
      boolean written = examples.stream().anyMatch(Examples::isWritten);
      if (written && !component.isFixedSize()) {
        throw Refusal.of(
            "component", component, "of a fixed size, it is written in place; or Examples.single");
      }
      if (!dynamicPad && !component.shape().isFullyDefined()) {
        throw Refusal.of("component", component, "a fully defined shape, or dynamicPad");
      }
    }
    return element;
  }

  private ShuffleConfig shuffle() {
    int behind = leftBehind();
    if (capacity > 0 && behind >= capacity) {
      throw Refusal.of("minAfterDequeue", behind, "below the capacity, " + capacity); // B15
    }
    ShuffleConfig config = ShuffleConfig.of(behind).withDeterministic(deterministic);
    return seed == null ? config : config.withSeed(seed);
  }

  private int leftBehind() {
    if (minAfterDequeue < 0 && capacity < 0) {
      throw Refusal.of("minAfterDequeue", "none", "a number, as there is no capacity to halve");
    }
    return minAfterDequeue < 0 ? capacity / 2 : minAfterDequeue;
  }
}
