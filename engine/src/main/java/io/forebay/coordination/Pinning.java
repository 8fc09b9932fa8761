package io.forebay.coordination;

import io.forebay.tensor.memory.CpuAffinity;
import java.util.ArrayList;
import java.util.List;

/// Binds worker threads to CPUs, and tells what became of it. Where a thread cannot be bound it
/// runs unbound. Thread-safe.
final class Pinning {
  private static final System.Logger LOG = System.getLogger(QueueRunner.class.getName());

  private final String runner;
  private final int[] cpus;
  private final List<String> outcomes = new ArrayList<>(); // guarded by this, as reported
  private boolean reported;

  /// None if there are no CPUs in the list.
  Pinning(String runner, int[] cpus) {
    this.runner = runner;
    this.cpus = cpus.clone();
  }

  /// Binds the calling thread, worker number `worker`.
  void pin(int worker) {
    if (cpus.length == 0) {
      return;
    }
    int cpu = cpus[worker % cpus.length];
    String whyNot = tryPin(cpu);
    String thread = Thread.currentThread().getName();
    note(whyNot.isEmpty() ? thread + ": CPU " + cpu : thread + ": not pinned, " + whyNot, whyNot);
  }

  /// One line a thread that tried.
  synchronized List<String> outcomes() {
    return List.copyOf(outcomes);
  }

  private static String tryPin(int cpu) {
    try {
      return CpuAffinity.pin(cpu) ? "" : CpuAffinity.whyNot();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return e.getMessage();
    }
  }

  private synchronized void note(String outcome, String whyNot) {
    outcomes.add(outcome);
    if (!whyNot.isEmpty() && !reported) {
      reported = true;
      LOG.log(
          System.Logger.Level.INFO,
          "queue runner ''{0}'': worker threads are not pinned to CPUs, {1}",
          runner,
          whyNot);
    }
  }
}
