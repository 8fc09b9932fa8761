package io.forebay.session;

/// Something that a hook wants to know of every run: evaluated with the run, after its step.
@FunctionalInterface
public interface Fetch {
  /// The value now.
  Object value(Session<?> session);
}
