package io.forebay.bench.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All rows there are.
public final class RowTable {
  private RowTable() {}

  /// The rows that the engine is judged by.
  public static List<Row> goals() {
    return GoalRows.all();
  }

  /// Those, and the rows without a goal.
  public static List<Row> all() {
    List<Row> rows = new ArrayList<>(GoalRows.all());
    rows.addAll(SeenRows.all());
    return List.copyOf(rows);
  }

  /// Those whose name or work the pattern is found in; all without a pattern.
  public static List<Row> select(List<Row> rows, @Nullable Pattern pattern) {
    return rows.stream()
        .filter(row ->
            pattern == null
                || pattern.matcher(row.name()).find()
                || pattern.matcher(row.work()).find())
        .toList();
  }

  /// What is measured beside every pair: the round trip of two threads through one word, in ns.
  public static Contender control() {
    return Contenders.control();
  }
}
