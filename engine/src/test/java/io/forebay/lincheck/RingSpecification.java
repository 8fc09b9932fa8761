package io.forebay.lincheck;

import java.util.ArrayList;
import java.util.List;

/// What [RingOperations] must look like: each operation at one instant, nothing lock-free about it.
public class RingSpecification {
  private enum Row {
    CLAIMED,
    THERE,
    TOMBSTONE,
    TAKEN,
    RELEASED
  }

  private final int capacity;
  private final List<Row> positions = new ArrayList<>();
  private final long[] nextOfClaim = new long[RingOperations.MOST_THREADS];
  private final long[] endOfClaim = new long[RingOperations.MOST_THREADS];
  private final long[] firstOfLease = new long[RingOperations.MOST_THREADS];
  private final long[] endOfLease = new long[RingOperations.MOST_THREADS];
  private int head;
  private boolean closed;

  /// Capacity 2.
  public RingSpecification() {
    this(2);
  }

  RingSpecification(int capacity) {
    this.capacity = capacity;
  }

  /// See [RingOperations#claim].
  public long claim(int thread, int count) {
    if (nextOfClaim[thread] < endOfClaim[thread]) {
      return RingOperations.BUSY;
    }
    if (closed) {
      return RingOperations.CLOSED;
    }
    int first = positions.size();
    while (!isReleasedBelow(first + count - capacity)) {
      if (!retireTombstone()) {
        return RingOperations.NOTHING;
      }
    }
    for (int i = 0; i < count; i++) {
      positions.add(Row.CLAIMED);
    }
    nextOfClaim[thread] = first;
    endOfClaim[thread] = first + count;
    return first;
  }

  /// See [RingOperations#publish].
  public long publish(int thread) {
    return settle(thread, Row.THERE);
  }

  /// See [RingOperations#bury].
  public long bury(int thread) {
    return settle(thread, Row.TOMBSTONE);
  }

  /// See [RingOperations#take].
  public long take(int thread) {
    if (firstOfLease[thread] < endOfLease[thread]) {
      return RingOperations.BUSY;
    }
    int row = head;
    while (row < positions.size() && positions.get(row) == Row.TOMBSTONE) {
      row++;
    }
    if (row == positions.size() || positions.get(row) != Row.THERE) {
      return RingOperations.NOTHING;
    }
    firstOfLease[thread] = head;
    endOfLease[thread] = row + 1;
    positions.subList(head, row + 1).replaceAll(before -> Row.TAKEN);
    head = row + 1;
    return row;
  }

  /// See [RingOperations#release].
  public long release(int thread) {
    int first = (int) firstOfLease[thread];
    int end = (int) endOfLease[thread];
    if (first == end) {
      return RingOperations.NOTHING;
    }
    positions.subList(first, end).replaceAll(before -> Row.RELEASED);
    firstOfLease[thread] = end;
    return end - 1;
  }

  /// See [RingOperations#close].
  public boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }

  private boolean isReleasedBelow(int end) {
    for (int position = 0; position < end; position++) {
      if (position >= positions.size() || positions.get(position) != Row.RELEASED) {
        return false;
      }
    }
    return true;
  }

  private boolean retireTombstone() {
    if (head == positions.size() || positions.get(head) != Row.TOMBSTONE) {
      return false;
    }
    positions.set(head++, Row.RELEASED);
    return true;
  }

  private long settle(int thread, Row as) {
    if (nextOfClaim[thread] == endOfClaim[thread]) {
      return RingOperations.NOTHING;
    }
    long position = nextOfClaim[thread]++;
    positions.set((int) position, as);
    return position;
  }
}
