package io.forebay.input;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.LinkedHashMap;
import java.util.Map;

/// Enqueues stacked tensors that a source gave in the order of the components.
final class Chunks {
  private Chunks() {}

  static void enqueue(TensorQueue queue, Tensor[] chunk, Wait wait) throws InterruptedException {
    ElementSpec spec = queue.spec();
    if (spec.isNamed() && chunk.length == spec.size()) {
      queue.enqueueMany(wait, named(spec, chunk));
    } else {
      queue.enqueueMany(wait, chunk);
    }
  }

  private static Map<String, Tensor> named(ElementSpec spec, Tensor[] chunk) {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (int c = 0; c < chunk.length; c++) {
      byName.put(spec.component(c).name(), chunk[c]);
    }
    return byName;
  }
}
