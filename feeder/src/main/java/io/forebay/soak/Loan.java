package io.forebay.soak;

import java.util.concurrent.atomic.AtomicBoolean;

/// Memory of one element that may be lent to a queue; run when it comes back.
final class Loan implements Runnable {
  private final Scratch scratch;
  private final AtomicBoolean lent = new AtomicBoolean();

  Loan(Scratch scratch) {
    this.scratch = scratch;
  }

  Scratch scratch() {
    return scratch;
  }

  boolean isFree() {
    return !lent.get();
  }

  void lend() {
    lent.set(true);
  }

  /// It came back.
  ///
  /// @throws IllegalStateException if it was not lent
  @Override
  public void run() {
    if (!lent.compareAndSet(true, false)) {
      throw new IllegalStateException("loan: came back twice (expected: once)");
    }
  }
}
