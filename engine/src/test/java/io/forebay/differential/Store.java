package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;

/// The elements in a model queue: those stored, and those that the head of the dequeue line holds.
///
/// Which ones it holds is decided when they are delivered; until then only their number counts, so
/// that giving back is nothing but holding none.
abstract class Store {
  /// Stored and held, in the order of arrival.
  final List<Row> inside = new ArrayList<>();

  final RuleCounts rules;
  private int held;
  private int lost;

  Store(RuleCounts rules) {
    this.rules = rules;
  }

  static Store of(Kind kind, Target target, RuleCounts rules) {
    return switch (kind) {
      case FIFO, PADDING -> new OrderedStore(kind, rules);
      case SHUFFLE -> new ShuffleStore(rules);
      case PRIORITY -> new PriorityStore(target.has(Deviation.STABLE_PRIORITIES), rules);
    };
  }

  /// Takes over what the other one, of the same kind, has in it.
  void copyFrom(Store other) {
    inside.addAll(other.inside);
    held = other.held;
    lost = other.lost;
  }

  void add(Row row) {
    inside.add(row);
  }

  /// Elements that may be taken, or held.
  final int stored() {
    return inside.size() - held - lost;
  }

  final int held() {
    return held;
  }

  /// Elements stored and held.
  final int all() {
    return inside.size() - lost;
  }

  /// Holds `count` more. `now`: they must have been there now; else they may come later.
  void hold(int count, boolean now) {
    held += count;
  }

  /// The holder failed: it holds none.
  void giveBack() {
    held = 0;
  }

  /// The holder was cancelled: what it held is gone.
  void drop() {
    lost += held;
    held = 0;
  }

  /// True if what the real queue delivered can be taken now.
  boolean matches(int count, List<Row> real) {
    return true;
  }

  /// Delivers `count` elements, the held ones and others.
  ///
  /// @param real what the real queue delivered, or null
  /// @throws Disagreement if it could not have done that
  final List<Row> take(int count, List<Row> real) {
    if (real != null && real.size() != count) {
      throw new Disagreement("expected " + count + " rows, got " + Row.list(real));
    }
    List<Row> taken = choose(count, real);
    held = 0;
    rules.count(Rule.Q10);
    return taken;
  }

  /// Removes `count` elements, in the order of delivery.
  abstract List<Row> choose(int count, List<Row> real);

  /// Elements that are lost, though it is not known which.
  final int lost() {
    return lost;
  }

  /// Now it is known which were lost.
  final void forgetLost() {
    lost = 0;
  }
}
