package io.forebay.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a model queue consists of (Q1), and what is known while one operation is done.
final class ModelState {
  final Setting setting;
  final Target target;
  final RuleCounts rules;
  final Store store;
  final Aside aside;
  final Deque<Pending> enqueues = new ArrayDeque<>();
  final Deque<Pending> dequeues = new ArrayDeque<>();
  boolean closed;

  /// What the real queue chose; this and the following: in the operation that is being done.
  Choices choices = Choices.ANY;

  /// Who ended by it, in the order in which they did.
  final List<Ended> ended = new ArrayList<>();

  /// A row came in.
  boolean cameIn;

  /// An element was drawn, or held.
  boolean drew;

  ModelState(Setting setting, Target target, RuleCounts rules) {
    this.setting = setting;
    this.target = target;
    this.rules = rules;
    this.store = Store.of(setting.kind(), target, rules);
    this.aside = new Aside(setting);
    rules.count(Rule.Q1);
  }

  /// Takes over what the other one, of the same setting, has between two operations.
  void copyFrom(ModelState other) {
    store.copyFrom(other.store);
    aside.copyFrom(other.aside);
    other.enqueues.forEach(pending -> enqueues.add(pending.copy()));
    other.dequeues.forEach(pending -> dequeues.add(pending.copy()));
    closed = other.closed;
  }

  /// The next operation is being done.
  void begin(Choices real) {
    choices = real;
    ended.clear();
    cameIn = false;
    drew = false;
  }

  /// The operation of that number has ended, because of that rule.
  void end(Rule rule, int op, Outcome outcome) {
    rules.count(rule);
    ended.add(new Ended(op, outcome));
    if (closed) {
      rules.count(Rule.Q46);
    }
  }

  /// The attempt of that operation in a line, or null.
  static Pending find(Deque<Pending> line, int op) {
    for (Pending pending : line) {
      if (pending.op == op) {
        return pending;
      }
    }
    return null;
  }

  boolean is(Kind kind) {
    return setting.kind() == kind;
  }

  boolean isSideBySide() {
    return target.has(Deviation.LINES_SERVED_SIDE_BY_SIDE);
  }
}
