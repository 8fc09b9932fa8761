package io.forebay.soak;

/// How the traffic of a round ends.
enum Ending {
  /// The producers have put everything in; then a plain close.
  END_OF_DATA("ends of data"),
  /// A plain close while producers are busy.
  CLOSE("plain closes"),
  /// A cancelling close while producers are busy.
  CANCEL("cancelling closes"),
  /// The producers are a queue runner's, whose coordinator stops.
  COORDINATOR("coordinator stops"),
  /// All threads are stopped, and the queue is freed with what is in it.
  ABANDON("frees with elements inside"),
  /// Nothing but the measured time of a steady round.
  STEADY("steady rounds");

  private final String plural;

  Ending(String plural) {
    this.plural = plural;
  }

  /// Several of them, in words.
  String plural() {
    return plural;
  }
}
