package io.forebay.explore;

/// What a simulated memory is told of a schedule.
public interface Witness {
  /// Does not care.
  Witness NONE = new Witness() {};

  /// A schedule begins; all that was done before happened before it.
  default void begins() {}

  /// All are at rest: time passes, in which every store reaches everybody.
  ///
  /// @return true if one had not, so that whoever spins looks again
  default boolean rests() {
    return false;
  }

  /// The running task was told of all that is done, by means that are not the engine's.
  default void told() {}

  /// The running task has entered that monitor.
  default void entered(Object monitor) {}

  /// The running task has left that monitor, which nobody has entered since.
  default void leaves(Object monitor) {}
}
