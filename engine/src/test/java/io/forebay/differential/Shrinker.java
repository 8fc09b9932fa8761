package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing script small: leaves operations out, then makes numbers smaller, as long as it
/// fails. The same for the same answers.
final class Shrinker {
  private final Predicate<Script> fails;

  Shrinker(Predicate<Script> fails) {
    this.fails = fails;
  }

  /// The smallest one found.
  Script shrink(Script script) {
    Script best = script;
    while (true) {
      Script smaller = simplify(withoutOps(best));
      if (smaller.equals(best)) {
        return best;
      }
      best = smaller;
    }
  }

  private Script withoutOps(Script script) {
    Script best = script;
    for (int length = best.ops().size() / 2; length > 0; length /= 2) {
      for (int from = best.ops().size() - length; from >= 0; from--) {
        if (from + length <= best.ops().size()) {
          best = better(best, best.without(from, from + length));
        }
      }
    }
    return best;
  }

  private Script simplify(Script script) {
    Script best = script;
    for (Setting setting : simpler(best.setting())) {
      best = better(best, best.with(setting));
    }
    for (int i = 0; i < best.ops().size(); i++) {
      for (Op op : simpler(best.ops().get(i))) {
        best = better(best, best.with(i, op));
      }
    }
    return best;
  }

  private Script better(Script best, Script candidate) {
    return !candidate.equals(best) && fails.test(candidate) ? candidate : best;
  }

  private static List<Setting> simpler(Setting setting) {
    List<Setting> simpler = new ArrayList<>();
    int capacity = setting.capacity();
    int stays = setting.minAfterDequeue();
    if (setting.inBytes()) {
      simpler.add(new Setting(setting.kind(), capacity, stays));
    }
    if (stays > 0) {
      simpler.add(setting.withMinAfterDequeue(0));
      simpler.add(setting.withMinAfterDequeue(stays - 1));
    }
    if (capacity > 1 && capacity - 1 > stays) {
      simpler.add(setting.withCapacity(Math.max(1, stays + 1)));
      simpler.add(setting.withCapacity(capacity - 1));
    }
    return simpler;
  }

  private static List<Op> simpler(Op op) {
    return switch (op) {
      case Op.Enqueue(Row row) -> List.of(new Op.Enqueue(simpler(row)));
      case Op.EnqueueMany(List<Row> rows) -> simpler(rows);
      case Op.DequeueMany(int n) when n > 1 ->
          List.of(new Op.Dequeue(), new Op.DequeueMany(n / 2), new Op.DequeueMany(n - 1));
      case Op.DequeueUpTo(int n) when n > 1 ->
          List.of(new Op.DequeueMany(n), new Op.DequeueUpTo(n / 2), new Op.DequeueUpTo(n - 1));
      default -> List.of();
    };
  }

  private static List<Op> simpler(List<Row> rows) {
    List<Op> simpler = new ArrayList<>();
    if (rows.size() == 1) {
      simpler.add(new Op.Enqueue(rows.getFirst()));
    }
    if (rows.size() > 1) {
      simpler.add(new Op.EnqueueMany(rows.subList(0, rows.size() / 2)));
      simpler.add(new Op.EnqueueMany(rows.subList(0, rows.size() - 1)));
      simpler.add(new Op.EnqueueMany(rows.subList(1, rows.size())));
    }
    simpler.add(new Op.EnqueueMany(rows.stream().map(Shrinker::simpler).toList()));
    return simpler;
  }

  private static Row simpler(Row row) {
    return new Row(row.id(), row.width() > 1 ? 1 : row.width(), 0);
  }
}
