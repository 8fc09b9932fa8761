package io.forebay.enqueuer;

/// Begins the epochs of a run, one after the last item of the other was taken (K11).
final class Epochs {
  /// What is to be done between two epochs.
  @FunctionalInterface
  interface End {
    /// @throws Exception it ends the run
    void run() throws Exception;
  }

  private final Order order;
  private final Permits permits;
  private final End end;

  Epochs(Order order, Permits permits, End end) {
    this.order = order;
    this.permits = permits;
    this.end = end;
  }

  /// Returns after a stop.
  ///
  /// @throws Exception if the end of an epoch fails
  void run() throws Exception {
    order.beginEpoch();
    permits.begin(order.length());
    while (permits.awaitEpochEnd()) {
      end.run();
      order.beginEpoch();
      permits.begin(order.length());
    }
  }
}
