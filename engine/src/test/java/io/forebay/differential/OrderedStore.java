package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;

/// First in, first out: held elements are the first ones.
final class OrderedStore extends Store {
  private final Kind kind;

  OrderedStore(Kind kind, RuleCounts rules) {
    super(rules);
    this.kind = kind;
  }

  @Override
  void drop() {
    inside.subList(0, held()).clear();
    giveBack();
  }

  @Override
  List<Row> choose(int count, List<Row> real) {
    rules.count(Rule.F1);
    if (kind == Kind.PADDING) {
      rules.count(Rule.D10);
    }
    List<Row> first = inside.subList(0, count);
    List<Row> taken = new ArrayList<>(first);
    first.clear();
    return taken;
  }
}
