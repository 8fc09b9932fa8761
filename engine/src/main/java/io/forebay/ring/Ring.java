package io.forebay.ring;

/// A bounded ring of positions for any number of producers and consumers. It moves numbers, not
/// rows: who owns a position owns the row that lies there.
///
/// Contract. A producer claims a run of positions, writes their rows, and *publishes* or *buries*
/// each exactly once. A consumer takes a run, reads its rows, and *releases* all of it exactly
/// once. What a producer did before it published happens before what a consumer does after it took;
/// what a consumer did before it released happens before what a producer does after it claimed.
/// Positions are claimed, and taken, in order; a row can be read once every earlier claim is
/// published or buried. Hand-over is lock-free; a stalled writer delays what is behind it, and a
/// stalled reader writers one capacity later.
///
/// The turn words are those of Dmitry Vyukov's bounded multi-producer multi-consumer queue; runs,
/// exact capacity, tombstones and need words are added.
public final class Ring {
  /*
   * Words: tail and head (cursors with flags), one turn a slot, slot = position mod slots, slots = a power of two >= 2.
   *
   *   turn(slot)        position p may be          written by
   *   p                 written                    the release of p - slots (initially: the slot's own number)
   *   p + 1             read                       its publisher
   *   -(p + 1)          passed over (a tombstone)  whoever buried it
   *   p + slots         written one lap later      its reader, or who retired it
   *
   * With one slot "published" and "released" would be the same number, hence two at least.
   *
   * Capacity is exact and separate from slots: p may be claimed when its turn is p and p - capacity is released. tail - head
   * would not do: leased rows lie behind the head and still occupy slots. Both are stable facts (turns only grow in their
   * absolute value), so checking them before the compare-and-set of the tail is enough; cursors only grow, so there is no ABA.
   * A 62-bit position does not wrap: at 10^9 a second it lasts for 146 years.
   *
   * Linearization points: a claim and a take, the compare-and-set of the cursor; a publish, its release store.
   */
  private static final int LEAST_SLOTS = 2;

  private final Words words;
  private final Cursor tail;
  private final Cursor head;
  private final Counter buried;
  private final Counter passed;
  private final long turns;
  private final Sleepers sleepers;
  private final long capacity;
  private final long slots;

  /// Where the words of a ring lie.
  ///
  /// @param tail next position to claim
  /// @param head next position to take
  /// @param buried number of tombstones made
  /// @param passed number of tombstones that the head has passed
  /// @param turns the first turn word
  public record Offsets(long tail, long head, long buried, long passed, long turns) {
    /// Takes the words of a ring of that capacity.
    public static Offsets in(Layout layout, int capacity) {
      return new Offsets(
          layout.word(),
          layout.word(),
          layout.word(),
          layout.word(),
          layout.dense(slots(capacity)));
    }
  }

  /// An empty ring for `capacity` rows, at least 1, in fresh words.
  public Ring(Words words, Offsets offsets, int capacity, Sleepers sleepers) {
    this.words = words;
    this.tail = new Cursor(words, offsets.tail());
    this.head = new Cursor(words, offsets.head());
    this.buried = new Counter(words, offsets.buried());
    this.passed = new Counter(words, offsets.passed());
    this.turns = offsets.turns();
    this.sleepers = sleepers;
    this.capacity = capacity;
    this.slots = slots(capacity);
    for (long slot = 0; slot < slots; slot++) {
      releaseTurn(slot, slot);
    }
  }

  /// Number of slots for that capacity: the next power of two, at least 2.
  public static long slots(int capacity) {
    return Math.max(LEAST_SLOTS, capacity == 1 ? 1 : Long.highestOneBit(capacity - 1L) << 1);
  }

  /// Next to claim.
  public Cursor tail() {
    return tail;
  }

  /// Next to take.
  public Cursor head() {
    return head;
  }

  /// Claims `least` to `most` consecutive positions, as many as are free. `inLine`: the caller is
  /// the head of the producers' line, whom the gate does not concern.
  public RunStatus tryClaim(Run run, int least, int most, boolean inLine) {
    while (true) {
      long word = tail.acquire();
      if (Cursor.isClosed(word)) {
        return RunStatus.CLOSED;
      }
      if (!inLine && Cursor.isGated(word)) {
        return RunStatus.GATED;
      }
      long first = Cursor.position(word);
      int free = countFree(first, most);
      if (free < least) {
        if (tail.acquire() == word && !retireTombstone()) {
          return RunStatus.UNAVAILABLE;
        }
      } else if (tail.advance(word, free)) {
        run.set(first, free, free);
        return RunStatus.OK;
      }
    }
  }

  /// Takes `least` to `most` rows, as many as can be read, and the tombstones between them.
  /// `inLine`: the caller is the head of the consumers' line.
  public RunStatus tryTake(Run run, int least, int most, boolean inLine) {
    while (true) {
      long word = head.acquire();
      if (!inLine && Cursor.isGated(word)) {
        return RunStatus.GATED;
      }
      scan(run, Cursor.position(word), most);
      if (run.live() < least || run.span() == 0) {
        if (head.acquire() == word) {
          return RunStatus.UNAVAILABLE;
        }
      } else if (head.advance(word, run.span())) {
        passTombstones(run.span() - run.live());
        return RunStatus.OK;
      }
    }
  }

  /// Counts what can be read from `first` on, up to `most` rows: sets the run to it without taking
  /// it.
  public void scan(Run run, long first, int most) {
    int live = 0;
    long position = first;
    while (live < most) {
      long turn = acquireTurn(position);
      if (turn == position + 1) {
        live++;
      } else if (turn != -(position + 1)) {
        break;
      }
      position++;
    }
    run.set(first, (int) (position - first), live);
  }

  /// Makes the rows of `count` positions readable, and wakes a reader that waits for one of them.
  public void publish(long first, int count) {
    for (long position = first; position < first + count; position++) {
      releaseTurn(position, position + 1);
    }
    sleepers.published(first, count);
  }

  /// Makes tombstones of `count` claimed positions that will not be written, and wakes who waits
  /// for one of them.
  public void bury(long first, int count) {
    buried.add(count);
    for (long position = first; position < first + count; position++) {
      releaseTurn(position, -(position + 1));
    }
    sleepers.buried(first, count);
  }

  /// Gives the positions of a taken run back to the writers, and wakes one that waits for one of
  /// them.
  public void release(Run run) {
    long end = run.end();
    for (long position = run.first(); position < end; position++) {
      releaseTurn(position, position + slots);
    }
    sleepers.released(run.first(), run.span());
  }

  /// True if the position was published or buried, or is already a lap further.
  public boolean isSettled(long position) {
    return Math.abs(volatileTurn(position)) > position;
  }

  /// True if the position holds a row that nobody has taken yet, or that its taker still holds.
  public boolean isRow(long position) {
    return acquireTurn(position) == position + 1;
  }

  /// True if a writer that needs the position to be released has to wait for it: it is neither
  /// released nor a tombstone that nobody has taken (whoever finds the ring full retires that one;
  /// a taken one is released with its run).
  public boolean isOccupied(long position) {
    long turn = volatileTurn(position);
    boolean released = Math.abs(turn) >= position + slots;
    boolean tombstone = turn == -(position + 1);
    return !released && (!tombstone || position < head.position());
  }

  /// The last position that a claim of `rows` at the tail lacks and has to wait for, or -1 if it
  /// need not wait.
  public long lastOccupied(int rows) {
    long end = tail.position();
    long last = -1;
    for (long position = Math.max(0, end - capacity);
        position < end + rows - capacity;
        position++) {
      if (isOccupied(position)) {
        last = position;
      }
    }
    return last;
  }

  /// True if every position from `first` to the tail is settled. Volatile reads: the tail first,
  /// then the turns.
  public boolean isSettledToTail(long first) {
    long end = tail.position();
    for (long position = first; position < end; position++) {
      if (!isSettled(position)) {
        return false;
      }
    }
    return true;
  }

  /// The last position from `first` to `last` that is not settled, claimed or not, or -1.
  public long lastUnsettled(long first, long last) {
    for (long position = last; position >= first; position--) {
      if (!isSettled(position)) {
        return position;
      }
    }
    return -1;
  }

  /// Number of positions from `first` to the tail that are not tombstones: rows claimed, and not
  /// given up so far.
  public long countClaimed(long first) {
    long end = tail.position();
    long rows = 0;
    for (long position = first; position < end; position++) {
      rows += acquireTurn(position) == -(position + 1) ? 0 : 1;
    }
    return rows;
  }

  /// Rows claimed and not taken, less tombstones. Exact when nobody moves; otherwise a value of
  /// some moment in between, except that a tombstone just passed may count for an instant.
  public long size() {
    while (true) {
      long before = head.position();
      long claimed = tail.position() - buried.value() + passed.value();
      if (head.position() == before) {
        return Math.max(0, claimed - before);
      }
    }
  }

  /// Rows ever claimed, less those given up.
  public long enqueued() {
    return tail.position() - buried.value();
  }

  /// Rows ever taken.
  public long dequeued() {
    return head.position() - passed.value();
  }

  /// Number of positions behind the head that are not released, and before the tail that are not
  /// settled: claims and leases that somebody still holds.
  public long outstanding() {
    long end = tail.position();
    long taken = head.position();
    long count = 0;
    for (long position = Math.max(0, end - slots); position < end; position++) {
      boolean held =
          position < taken
              ? Math.abs(volatileTurn(position)) < position + slots
              : !isSettled(position);
      count += held ? 1 : 0;
    }
    return count;
  }

  private int countFree(long first, int most) {
    int free = 0;
    while (free < most && isFree(first + free)) {
      free++;
    }
    return free;
  }

  private boolean isFree(long position) {
    return acquireTurn(position) == position
        && (capacity == slots || position < capacity || isReleased(position - capacity));
  }

  private boolean isReleased(long position) {
    return acquireTurn(position) >= position + slots;
  }

  /// A tombstone at the head may be what fills the ring: whoever meets it retires it.
  ///
  /// @return true if the head moved
  private boolean retireTombstone() {
    long word = head.acquire();
    long position = Cursor.position(word);
    if (acquireTurn(position) != -(position + 1)) {
      return false;
    }
    if (head.advance(word, 1)) {
      passTombstones(1);
      releaseTurn(position, position + slots);
      sleepers.released(position, 1);
    }
    return true;
  }

  private void passTombstones(int count) {
    if (count > 0) {
      passed.add(count);
    }
  }

  /// Pairs with [#releaseTurn]: the rows written, or read, before it.
  private long acquireTurn(long position) {
    return words.acquire(turnAt(position));
  }

  /// As [#acquireTurn], and in the total order of need words and flags: for looking again before
  /// parking.
  private long volatileTurn(long position) {
    return words.getVolatile(turnAt(position));
  }

  /// Pairs with [#acquireTurn] of whoever reads or writes the row next.
  private void releaseTurn(long position, long turn) {
    words.release(turnAt(position), turn);
  }

  private long turnAt(long position) {
    return turns + (position & (slots - 1)) * Layout.WORD;
  }
}
