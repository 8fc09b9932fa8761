package io.forebay.session;

/// One run of a step, as its hooks see it. Valid during that run; for its thread.
public final class RunContext {
  private final Session<?> session;
  private final Feeds callersFeeds;
  private boolean stopRequested;

  RunContext(Session<?> session, Feeds callersFeeds) {
    this.session = session;
    this.callersFeeds = callersFeeds;
  }

  /// The session without its hooks.
  public Session<?> session() {
    return session;
  }

  /// What the caller of the run feeds; hooks' values are not among them.
  public Feeds originalFeeds() {
    return callersFeeds;
  }

  /// Asks that the loop end after this run: from then on the session's `shouldStop` is true.
  public void requestStop() {
    stopRequested = true;
  }

  /// Whether some hook asked for it.
  public boolean isStopRequested() {
    return stopRequested;
  }
}
