package io.forebay.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where open claims and batches were taken; kept only under the system property
/// `io.forebay.trace.leases`.
final class Leases {
  static final String PROPERTY = "io.forebay.trace.leases";

  private final @Nullable Map<Object, Throwable> takers =
      Boolean.getBoolean(PROPERTY) ? new ConcurrentHashMap<>() : null;

  void taken(Object handle) {
    if (takers != null) {
      takers.put(
          handle,
          new Throwable(
              handle.getClass().getSimpleName() + " taken by " + Thread.currentThread().getName()));
    }
  }

  void released(Object handle) {
    if (takers != null) {
      takers.remove(handle);
    }
  }

  /// Fails, saying what is outstanding; with the property set, the places are the suppressed
  /// exceptions.
  IllegalStateException outstanding(String message) {
    IllegalStateException failure =
        new IllegalStateException(
            takers == null
                ? message + "; -D" + PROPERTY + "=true tells where they were taken"
                : message);
    if (takers != null) {
      takers.values().forEach(failure::addSuppressed);
    }
    return failure;
  }
}
