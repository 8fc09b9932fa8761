package io.forebay.weak;

/// One ordered access in the engine's code.
///
/// @param number its place in the list of all
/// @param method the class and method, as `Ring.publish`
/// @param nth which one of that method, from 1 on
/// @param access what it is, as `acquire` of words, `VarHandle.compareAndSet`, or `read` of a
///   volatile field
record Site(int number, String method, int nth, String access) {
  /// How lists name it.
  String name() {
    return method + " " + nth;
  }
}
