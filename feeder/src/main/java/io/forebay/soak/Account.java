package io.forebay.soak;

import io.forebay.queue.TensorQueue;
import java.util.List;

/// The account of a round whose threads have ended: every element that went in came out, or is
/// still inside where that was the plan; and nothing is in use any more.
final class Account {
  private final RoundPlan plan;
  private final TensorQueue queue;
  private final Tally tally;
  private final Violations violations;
  private final Ledger ledger;
  private final List<Producer> producers;

  Account(Stage stage, Ledger ledger, List<Producer> producers) {
    this.plan = stage.plan();
    this.queue = stage.queue();
    this.tally = stage.books().tally();
    this.violations = stage.books().violations();
    this.ledger = ledger;
    this.producers = producers;
  }

  /// Settles it, and frees the queue.
  ///
  /// @return false if the queue cannot be freed
  boolean settle() {
    long left = queue.size();
    if (plan.ending() == Ending.ABANDON) {
      tally.abandoned.addAndGet(left);
    } else if (left > 0) {
      violations.add(Violation.What.LEFT, left + " elements in the drained queue");
    }
    long in = producers.stream().mapToLong(Producer::next).sum();
    tally.in.addAndGet(in);
    settle(in, left);
    expect("enqueued", in, queue.counters().enqueued());
    expect("dequeued", in - left, queue.counters().dequeued());
    expect("waiting", 0, queue.waitingProducers() + (long) queue.waitingConsumers());
    return freed(left);
  }

  private void settle(long in, long left) {
    long missing = 0;
    String first = "";
    for (int p = 0; p < producers.size(); p++) {
      long itsOwn = producers.get(p).next();
      long lost = ledger.settle(p, itsOwn);
      if (lost > 0 && first.isEmpty()) {
        first = ledger.firstMissing(p, itsOwn) + " of producer " + p;
      }
      missing += lost;
    }
    if (missing != left) {
      violations.add(
          Violation.What.LOST,
          missing
              + " of "
              + in
              + " elements did not come out, the first: "
              + first
              + "; left in the queue are "
              + left
              + "; "
              + plan);
    }
  }

  private boolean freed(long left) {
    if (left == 0) {
      expect("bytes of the budget in use", 0, queue.bytes());
    }
    try {
      queue.free();
    } catch (IllegalStateException inUse) {
      violations.add(Violation.What.LEFT, inUse.getMessage());
      return false;
    }
    expect("elements lent", 0, producers.stream().mapToLong(Producer::lent).sum());
    return true;
  }

  private void expect(String what, long expected, long seen) {
    if (expected != seen) {
      violations.add(
          Violation.What.LEFT, what + ": " + seen + " (expected: " + expected + "); " + plan);
    }
  }
}
