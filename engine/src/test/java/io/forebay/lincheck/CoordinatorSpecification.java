package io.forebay.lincheck;

/// What [CoordinatorOperations] must look like.
public class CoordinatorSpecification {
  private boolean stopped;
  private boolean joined;
  private int error;

  /// A coordinator that nobody has stopped.
  public CoordinatorSpecification() {}

  /// See [CoordinatorOperations#requestStop].
  public int requestStop(int number) {
    if (joined && number != 0) {
      return number;
    }
    if (!stopped) {
      stopped = true;
      error = number;
    }
    return 0;
  }

  /// See [CoordinatorOperations#shouldStop].
  public boolean shouldStop() {
    return stopped;
  }

  /// See [CoordinatorOperations#error].
  public int error() {
    return error;
  }

  /// See [CoordinatorOperations#join].
  public int join() {
    joined = true;
    return error;
  }

  /// See [CoordinatorOperations#isJoined].
  public boolean isJoined() {
    return joined;
  }

  /// See [CoordinatorOperations#clearStop].
  public void clearStop() {
    stopped = false;
    joined = false;
    error = 0;
  }
}
