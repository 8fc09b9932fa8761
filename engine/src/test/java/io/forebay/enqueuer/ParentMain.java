package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/// A program with worker processes, in a process of its own. It prints their numbers, then ends
/// without a stop if its argument is `exit`, else waits to be killed.
final class ParentMain {
  private ParentMain() {}

  static void main(String[] args) throws Exception {
    var config = ProcessConfig.<SequenceFactory>of(TensorNumbers.class, "1000000");
    var enqueuer = OrderedEnqueuer.useMultiprocessing(config);
    enqueuer.start(2, 10);
    Iterator<Tensor[]> items = enqueuer.get();
    Set<Long> pids = new TreeSet<>();
    while (pids.size() < 2) {
      pids.add(TensorNumbers.pid(items.next()));
    }
    System.out.println(pids.toString().replaceAll("[^0-9]+", " ").strip());
    if (!args[0].equals("exit")) {
      Thread.currentThread().join();
    }
  }
}
