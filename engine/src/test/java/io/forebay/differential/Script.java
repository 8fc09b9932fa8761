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
  /// The same without operations `from` (inclusive) to `to` (exclusive).
  Script without(int from, int to) {
    List<Op> rest = new ArrayList<>(ops.subList(0, from));
    for (Op op : ops.subList(to, ops.size())) {
      rest.add(op);
    }
    List<Op> renumbered = new ArrayList<>();
    for (Op op : rest) {
      if (op instanceof Op.Cancel(int index) && index >= from) {
        if (index >= to) {
          renumbered.add(new Op.Cancel(index - (to - from)));
        } else {
          renumbered.add(new Op.Cancel(Integer.MAX_VALUE));
        }
      } else {
        renumbered.add(op);
      }
    }
    return new Script(setting, renumbered, salt);
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
