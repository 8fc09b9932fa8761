package io.forebay.session;

/// Somebody asked that the loop end: thrown by [StepContext#requestStop]. Leaving the block of
/// [MonitoredSession#run(SessionConfig, MonitoredSession.Body)] with it is a clean end.
public final class StopIterationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// With that message.
  public StopIterationException(String message) {
    super(message);
  }
}
