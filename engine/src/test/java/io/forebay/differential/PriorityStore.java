package io.forebay.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Smallest priority first; equal ones in the order of arrival, or in any.
final class PriorityStore extends Store {
  private final boolean stable;

  PriorityStore(boolean stable, RuleCounts rules) {
    super(rules);
    this.stable = stable;
  }

  @Override
  boolean matches(int count, List<Row> real) {
    if (real == null || real.size() != count) {
      return true;
    }
    List<Row> first = first(count);
    for (int i = 0; i < count; i++) {
      boolean same =
          stable
              ? real.get(i).equals(first.get(i))
              : real.get(i).priority() == first.get(i).priority();
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  List<Row> choose(int count, List<Row> real) {
    List<Row> first = first(count);
    countRules(first);
    if (real == null || stable) {
      inside.removeAll(first);
      return first;
    }
    if (!matches(count, real) || !inside.containsAll(real)) {
      throw new Disagreement(Row.list(real) + " was delivered, stored were " + Row.list(inside));
    }
    inside.removeAll(real);
    return new ArrayList<>(real);
  }

  private List<Row> first(int count) {
    List<Row> sorted = new ArrayList<>(inside);
    sorted.sort(Comparator.comparingLong(Row::priority));
    return new ArrayList<>(sorted.subList(0, count));
  }

  private void countRules(List<Row> first) {
    rules.count(Rule.P2);
    rules.count(Rule.P1);
    rules.count(Rule.P9);
    rules.count(Rule.P12);
    long last = first.getLast().priority();
    if (inside.stream().filter(row -> row.priority() == last).count() > 1) {
      rules.count(Rule.P3);
    }
  }
}
