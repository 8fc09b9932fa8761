package io.forebay;

import io.forebay.tensor.memory.Platform;

/// Forebay itself: what it found on this machine.
public final class Forebay {
  private Forebay() {}

  /// What the platform offers here (native access, mirrored memory, huge pages, pinning), and why
  /// not what it does not; asked once.
  public static Platform platform() {
    return Platform.current();
  }
}
