package io.forebay.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/// Which elements have come out: a bit for each that a producer has. Thread-safe; receiving
/// allocates nothing.
final class Ledger implements Receiver {
  private final AtomicLongArray[] seen;
  private final int rowsEach;
  private final Violations violations;

  Ledger(int producers, int rowsEach, Violations violations) {
    this.seen = new AtomicLongArray[producers];
    for (int p = 0; p < producers; p++) {
      seen[p] = new AtomicLongArray((rowsEach + Long.SIZE - 1) / Long.SIZE);
    }
    this.rowsEach = rowsEach;
    this.violations = violations;
  }

  @Override
  public void receive(int producer, long sequence) {
    if (producer < 0 || producer >= seen.length || sequence < 0 || sequence >= rowsEach) {
      violations.add(
          Violation.What.UNKNOWN, "element " + sequence + " of producer " + producer + " came out");
      return;
    }
    int word = (int) (sequence / Long.SIZE);
    long bit = 1L << (sequence % Long.SIZE);
    long before = seen[producer].get(word);
    while (!seen[producer].compareAndSet(word, before, before | bit)) {
      before = seen[producer].get(word);
    }
    if ((before & bit) != 0) {
      violations.add(
          Violation.What.TWICE,
          "element " + sequence + " of producer " + producer + " came out twice");
    }
  }

  /// How many came out.
  long received() {
    long count = 0;
    for (AtomicLongArray words : seen) {
      for (int i = 0; i < words.length(); i++) {
        count += Long.bitCount(words.get(i));
      }
    }
    return count;
  }

  /// Settles the account of a producer that put `in` elements in.
  ///
  /// @return how many of them did not come out
  long settle(int producer, long in) {
    long missing = 0;
    for (long sequence = 0; sequence < in; sequence++) {
      missing += isSeen(producer, sequence) ? 0 : 1;
    }
    for (long sequence = in; sequence < rowsEach; sequence++) {
      if (isSeen(producer, sequence)) {
        violations.add(
            Violation.What.UNKNOWN,
            "element " + sequence + " of producer " + producer + " came out, but was not put in");
        break;
      }
    }
    return missing;
  }

  /// The first of so many elements that did not come out, or -1.
  long firstMissing(int producer, long in) {
    for (long sequence = 0; sequence < in; sequence++) {
      if (!isSeen(producer, sequence)) {
        return sequence;
      }
    }
    return -1;
  }

  private boolean isSeen(int producer, long sequence) {
    long word = seen[producer].get((int) (sequence / Long.SIZE));
    return (word & 1L << (sequence % Long.SIZE)) != 0;
  }
}
