package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;

/// How often each rule decided something.
final class RuleCounts {
  private static final int RULES = Rule.values().length;

  private final long[] counts = new long[RULES];

  /// The rule decided something.
  void count(Rule rule) {
    counts[rule.ordinal()]++;
  }

  /// Counts what another one counted.
  void add(RuleCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /// How often it did.
  long of(Rule rule) {
    return counts[rule.ordinal()];
  }

  /// The rules that the target should have shown, and did not.
  List<Rule> missing(Target target) {
    List<Rule> missing = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      if (rule.isSeenIn(target) && of(rule) == 0) {
        missing.add(rule);
      }
    }
    return missing;
  }

  /// A line for each rule: its id, its count or why there is none, its text.
  String table() {
    StringBuilder table = new StringBuilder();
    for (Rule rule : Rule.values()) {
      String count = of(rule) == 0 && !rule.reason().isEmpty() ? "-" : "" + of(rule);
      String why = count.equals("-") ? " [not in scripts: " + rule.reason() + "]" : "";
      table.append("%-4s %10s  %s%s%n".formatted(rule, count, rule.text(), why));
    }
    return table.toString();
  }
}
