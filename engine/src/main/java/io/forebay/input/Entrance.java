package io.forebay.input;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.LinkedHashMap;
import java.util.Map;

/// Enqueues tensors in the order of the components, by their names where these have names: the map
/// is used again. For one thread.
final class Entrance {
  private final Map<String, Tensor> byName = new LinkedHashMap<>();

  /// Enqueues one element.
  void enqueue(TensorQueue queue, Tensor[] element, Wait wait) throws InterruptedException {
    if (isNamed(queue, element)) {
      queue.enqueue(wait, named(queue.spec(), element));
    } else {
      queue.enqueue(wait, element);
    }
  }

  /// Enqueues several elements, stacked.
  void enqueueMany(TensorQueue queue, Tensor[] stacked, Wait wait) throws InterruptedException {
    if (isNamed(queue, stacked)) {
      queue.enqueueMany(wait, named(queue.spec(), stacked));
    } else {
      queue.enqueueMany(wait, stacked);
    }
  }

  private static boolean isNamed(TensorQueue queue, Tensor[] components) {
    return queue.spec().isNamed() && components.length == queue.spec().size();
  }

  private Map<String, Tensor> named(ElementSpec spec, Tensor[] components) {
    for (int c = 0; c < components.length; c++) {
      byName.put(spec.component(c).name(), components[c]);
    }
    return byName;
  }
}
