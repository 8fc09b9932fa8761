package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;

/// Any stored element may leave. For an element that is held, it is remembered how many had arrived
/// when it was drawn: a later one cannot be it.
final class ShuffleStore extends Store {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final List<Integer> arrivals = new ArrayList<>(); // of the elements inside
  private final List<Integer> limits = new ArrayList<>(); // of the elements held
  private int arrived;

  ShuffleStore(RuleCounts rules) {
    super(rules);
  }

  @Override
  void copyFrom(Store other) {
    super.copyFrom(other);
    ShuffleStore shuffle = (ShuffleStore) other;
    arrivals.addAll(shuffle.arrivals);
    limits.addAll(shuffle.limits);
    arrived = shuffle.arrived;
  }

  @Override
  void add(Row row) {
    super.add(row);
    arrivals.add(arrived++);
  }

  @Override
  void hold(int count, boolean now) {
    super.hold(count, now);
    for (int i = 0; i < count; i++) {
      limits.add(now ? arrived : NO_LIMIT);
    }
  }

  @Override
  void giveBack() {
    super.giveBack();
    limits.clear();
  }

  @Override
  void drop() {
    super.drop();
    limits.clear();
  }

  @Override
  boolean matches(int count, List<Row> real) {
    return real == null || inside.containsAll(real);
  }

  @Override
  List<Row> choose(int count, List<Row> real) {
    List<Row> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.count(Rule.R6);
      int at =
          real == null ? 0 : indexOf(real.get(i), i < limits.size() ? limits.get(i) : NO_LIMIT);
      taken.add(inside.remove(at));
      arrivals.remove(at);
    }
    limits.clear();
    if (inside.size() == lost()) {
      inside.clear();
      arrivals.clear();
      forgetLost();
    }
    return taken;
  }

  private int indexOf(Row row, int limit) {
    int at = inside.indexOf(row);
    if (at < 0) {
      throw new Disagreement(row + " was delivered, stored were " + Row.list(inside));
    }
    if (arrivals.get(at) >= limit) {
      throw new Disagreement(row + " was delivered, but came later than it was drawn (R7)");
    }
    return at;
  }
}
