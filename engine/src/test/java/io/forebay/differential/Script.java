package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;

/// A queue's setting and the operations that are started on it one after another, each when those
/// before it have ended or wait.
///
/// @param setting what the queue is made with
/// @param ops operation number i is at index i
/// @param salt decides which of several ways in and out a driver uses
record Script(Setting setting, List<Op> ops, long salt) {
  private static final int NOBODY = Integer.MAX_VALUE;

  /// The same without operations `from` (inclusive) to `to` (exclusive).
  Script without(int from, int to) {
    List<Op> rest = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      if (i < from || i >= to) {
        rest.add(renumbered(ops.get(i), from, to));
      }
    }
    return new Script(setting, rest, salt);
  }

  private static Op renumbered(Op op, int from, int to) {
    if (op instanceof Op.Cancel(int index) && index >= from) {
      return new Op.Cancel(index >= to ? index - (to - from) : NOBODY);
    }
    return op;
  }

  /// The same with another operation at that index.
  Script with(int index, Op op) {
    List<Op> changed = new ArrayList<>(ops);
    changed.set(index, op);
    return new Script(setting, changed, salt);
  }

  /// The same with another setting.
  Script with(Setting other) {
    return new Script(other, ops, salt);
  }

  /// The same with other ways in and out.
  Script withSalt(long other) {
    return new Script(setting, ops, other);
  }

  /// A line for each operation.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(setting.toString());
    for (int i = 0; i < ops.size(); i++) {
      text.append("%n  %2d  %s".formatted(i, ops.get(i)));
    }
    return text.toString();
  }
}
