package io.forebay.lincheck;

import io.forebay.coordination.Coordinator;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// The operations of a coordinator as Lincheck calls them; an error is known by its number.
@Param(name = "number", gen = IntGen.class, conf = "0:3")
public class CoordinatorOperations {
  private final Coordinator coordinator = new Coordinator();

  /// A coordinator that nobody has stopped.
  public CoordinatorOperations() {}

  /// An error by which a stop is requested.
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int number;

    Failure(int number) {
      super("failure " + number, null, false, false);
      this.number = number;
    }
  }

  /// The error that came back, as after a join; 0 if none did. Number 0 requests a stop without an
  /// error.
  @Operation
  public int requestStop(@Param(name = "number") int number) {
    try {
      coordinator.requestStop(number == 0 ? null : new Failure(number));
      return 0;
    } catch (Failure e) {
      return e.number;
    }
  }

  /// Whether a stop was requested.
  @Operation
  public boolean shouldStop() {
    return coordinator.shouldStop();
  }

  /// The number of the recorded error, or 0.
  @Operation
  public int error() {
    return coordinator.error() instanceof Failure failure ? failure.number : 0;
  }

  /// The recorded error, which joining throws, or 0. No thread is registered.
  @Operation
  public int join() throws InterruptedException {
    try {
      coordinator.join(List.of(), Duration.ofDays(1), false);
      return 0;
    } catch (Failure e) {
      return e.number;
    }
  }

  /// Whether somebody has joined.
  @Operation
  public boolean isJoined() {
    return coordinator.isJoined();
  }

  /// Forgets the stop, the error and the join.
  @Operation
  public void clearStop() {
    coordinator.clearStop();
  }
}
