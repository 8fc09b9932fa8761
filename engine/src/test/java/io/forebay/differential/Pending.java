package io.forebay.differential;

import java.util.List;

/// An attempt in one of the lines of a model queue (Q2).
final class Pending {
  final int op;
  final Kind kind;

  /// What an enqueue brings; others: nothing.
  final List<Row> rows;

  /// How many of them are in.
  int in;

  /// How many elements a dequeue wants.
  final int wanted;

  enum Kind {
    ENQUEUE,
    ENQUEUE_MANY,
    CLOSE,
    DEQUEUE,
    DEQUEUE_MANY,
    DEQUEUE_UP_TO
  }

  private Pending(int op, Kind kind, List<Row> rows, int in, int wanted) {
    this.op = op;
    this.kind = kind;
    this.rows = rows;
    this.in = in;
    this.wanted = wanted;
  }

  static Pending enqueue(int op, Kind kind, List<Row> rows) {
    return new Pending(op, kind, rows, 0, 0);
  }

  static Pending close(int op) {
    return new Pending(op, Kind.CLOSE, List.of(), 0, 0);
  }

  static Pending dequeue(int op, Kind kind, int wanted) {
    return new Pending(op, kind, List.of(), 0, wanted);
  }

  Pending copy() {
    return new Pending(op, kind, rows, in, wanted);
  }

  /// The next row of an enqueue.
  Row next() {
    return rows.get(in++);
  }

  boolean isIn() {
    return in == rows.size();
  }

  /// What a cancelled one tells of its rows.
  Outcome cancelled() {
    String told = kind == Kind.ENQUEUE_MANY ? Outcome.rowsIn(in) : "";
    return Outcome.failed(Outcome.Status.CANCELLED, told);
  }

  @Override
  public String toString() {
    return kind + " of operation " + op;
  }
}
