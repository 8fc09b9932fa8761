package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/// The element with the smallest priority leaves first; among equals, the one that came first.
///
/// The priority, a 64-bit number, is component 0 of every element, in front of those that the
/// configuration lists; where these have names, its name is [#PRIORITY]. A request for n elements
/// waits until n are stored at once and holds nothing meanwhile: with n above the capacity it waits
/// for the close (P5). Elements lie in pooled memory, see [QueueConfig#withPooledStorage].
public final class PriorityQueue extends TensorQueue {
  /// The name of the priority among named components.
  public static final String PRIORITY = "priority";

  /// A new queue; memory is taken as elements come in.
  ///
  /// @throws InvalidArgumentException if a component has unknown dimensions, or arrivals were to be
  ///   stamped
  public PriorityQueue(QueueConfig config) {
    PooledParts.requireWholeShapes(config);
    PooledParts.requireUnstamped(config, "priority");
    QueueConfig whole = config.withElement(withPriority(config.element())).withPooledStorage();
    super(
        whole,
        PooledParts.build(whole, Drawing.smallestFirst(config.capacity()), PriorityOrder::new));
  }

  private static ElementSpec withPriority(ElementSpec components) {
    String name = components.isNamed() ? PRIORITY : "";
    List<TensorSpec> all = new ArrayList<>();
    all.add(TensorSpec.named(name, DType.INT64));
    all.addAll(components.components());
    return new ElementSpec(all);
  }
}
