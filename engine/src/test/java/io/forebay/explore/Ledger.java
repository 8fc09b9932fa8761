package io.forebay.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What went in and what came out. A row is a pair of numbers, its id and the complement, so that a
/// row that is torn, overwritten or never written is seen.
final class Ledger {
  private static final int ROWS = 1000; // at most, a call

  /// One call of a producer; its rows have the ids `(number + 1) * ROWS + row`.
  static final class Call {
    final int producer;
    final int number;
    final int rows;
    int sent;

    Call(int producer, int number, int rows) {
      this.producer = producer;
      this.number = number;
      this.rows = rows;
    }

    long id(int row) {
      return (number + 1L) * ROWS + row;
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final List<List<long[]>> taken = new ArrayList<>();

  Call call(int producer, int rows) {
    Call call = new Call(producer, calls.size(), rows);
    calls.add(call);
    return call;
  }

  /// A new consumer's list of batches.
  List<long[]> consumer() {
    List<long[]> batches = new ArrayList<>();
    taken.add(batches);
    return batches;
  }

  /// The id, if the row is whole.
  static long whole(long id, long complement) {
    if (complement != ~id) {
      throw new AssertionError("torn row: " + id + ", " + ~complement);
    }
    return id;
  }

  /// Nothing is lost, twice, or made up.
  void checkRows() {
    Set<Long> expected = new HashSet<>();
    for (Call call : calls) {
      for (int row = 0; row < call.sent; row++) {
        expected.add(call.id(row));
      }
    }
    Set<Long> seen = new HashSet<>();
    for (List<long[]> batches : taken) {
      for (long[] batch : batches) {
        for (long id : batch) {
          if (!seen.add(id) || !expected.contains(id)) {
            throw new AssertionError("row " + id + (seen.contains(id) ? " twice or unsent" : ""));
          }
        }
      }
    }
    expected.removeAll(seen);
    if (!expected.isEmpty()) {
      throw new AssertionError("rows lost: " + expected);
    }
  }

  /// A consumer gets each producer's rows in their order; the rows of a call lie next to one
  /// another (Q6).
  void checkFifo() {
    for (List<long[]> batches : taken) {
      long[] last = new long[calls.size() + 1];
      for (long[] batch : batches) {
        for (int i = 0; i < batch.length; i++) {
          Call call = callOf(batch[i]);
          if (batch[i] <= last[call.producer]) {
            throw new AssertionError(batch[i] + " after " + last[call.producer]);
          }
          last[call.producer] = batch[i];
          if (i > 0) {
            checkNeighbours(batch[i - 1], batch[i]);
          }
        }
      }
    }
  }

  private void checkNeighbours(long left, long right) {
    Call call = callOf(left);
    boolean inside = right == left + 1 && callOf(right) == call;
    boolean between = left == call.id(call.sent - 1) && right == callOf(right).id(0);
    if (!inside && !between) {
      throw new AssertionError("rows of a call are apart: " + right + " follows " + left);
    }
  }

  private Call callOf(long id) {
    return calls.get(Math.toIntExact(id / ROWS) - 1);
  }
}
