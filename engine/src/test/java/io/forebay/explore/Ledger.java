package io.forebay.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What went in and what came out. A row is a pair of numbers, its id and the complement, so that a
/// row that is torn, overwritten or never written is seen.
final class Ledger {
  private static final int ROWS = 1000; // at most, a call

  /// One call of a producer; its rows have the ids `(number + 1) * ROWS + row`.
  static final class Call {
    final int number;
    final int rows;
    final List<Long> positions =
        new ArrayList<>(); // claimed, in order: its rows, then those given up
    int sent;

    Call(int number, int rows) {
      this.number = number;
      this.rows = rows;
    }

    long id(int row) {
      return (number + 1L) * ROWS + row;
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final List<List<long[]>> taken = new ArrayList<>();
  private long claimedTo;

  Call call(int rows) {
    Call call = new Call(calls.size(), rows);
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

  /// The cursor of the producers' side stands there now; what it has passed was claimed for that
  /// call.
  void claimed(Call call, long position) {
    while (claimedTo < position) {
      call.positions.add(claimedTo++);
    }
  }

  /// Rows leave in the order of their claims. The rows of a call are neighbours, with nothing but
  /// rows given up between them (Q6), and so are those of a batch; a consumer's batches ascend.
  void checkFifo() {
    Map<Long, Integer> places = places();
    for (Call call : calls) {
      for (int row = 1; row < call.sent; row++) {
        if (places.get(call.id(row)) != places.get(call.id(row - 1)) + 1) {
          throw new AssertionError("rows of a call are apart: before " + call.id(row));
        }
      }
    }
    for (List<long[]> batches : taken) {
      int last = -1;
      for (long[] batch : batches) {
        for (int i = 0; i < batch.length; i++) {
          int place = places.get(batch[i]);
          if (place <= last) {
            throw new AssertionError("row " + batch[i] + " comes too late");
          }
          if (i > 0 && place != last + 1) {
            throw new AssertionError(
                "rows of a batch are no neighbours: " + batch[i] + " follows " + batch[i - 1]);
          }
          last = place;
        }
      }
    }
  }

  /// The rows of a batch ascend (P5): their ids are their priorities.
  void checkAscending() {
    for (List<long[]> batches : taken) {
      for (long[] batch : batches) {
        for (int i = 1; i < batch.length; i++) {
          if (batch[i] < batch[i - 1]) {
            throw new AssertionError("row " + batch[i] + " comes after " + batch[i - 1]);
          }
        }
      }
    }
  }

  /// The number of each row sent, in the order of the claims.
  private Map<Long, Integer> places() {
    Map<Long, Long> rows = new TreeMap<>();
    for (Call call : calls) {
      for (int row = 0; row < call.sent; row++) {
        rows.put(call.positions.get(row), call.id(row));
      }
    }
    Map<Long, Integer> places = new HashMap<>();
    rows.values().forEach(row -> places.put(row, places.size()));
    return places;
  }
}
