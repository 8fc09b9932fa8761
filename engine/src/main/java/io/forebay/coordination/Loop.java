package io.forebay.coordination;

/// What a [LooperThread] does again and again.
@FunctionalInterface
public interface Loop {
  /// Once, before the first [#run].
  default void start() throws Exception {}

  /// Again and again, until a stop is requested.
  void run() throws Exception;

  /// Once, after the last [#run], unless one of the others has thrown (L4).
  default void stop() throws Exception {}
}
