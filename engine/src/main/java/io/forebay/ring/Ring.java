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
/// The turn words are those of Dmitry Vyukov's bounded multi-producer multi-consumer queue, one
/// array for each direction; runs, exact capacity, tombstones and need words are added. That a
/// thread keeps what it last saw of the other side's progress, and looks again only when that does
/// not suffice, is from John Giacomoni's FastForward and Patrick Lee's MCRingBuffer.
public final class Ring {
  /*
   * Words: tail and head (cursors with flags), two turns a slot, slot = position mod slots, slots = a power of two.
   *
   *   published(slot)   position p may be          written by
   *   p + 1             read                       its publisher
   *   -(p + 1)          passed over (a tombstone)  whoever buried it
   *   less              not read yet
   *
   *   released(slot)
   *   p                 written                    the release of p - slots (initially: the slot's own number)
   *
   * The turns are the truth. Four words keep facts drawn from them, so that in steady state neither side reads turns that the
   * other one writes: these stay in their writer's cache, and one word crosses over, however long the run.
   *
   *   rowsTo            every position below it is a row, or the head has passed it; its publishers, and readers of turns
   *   roomTo            every position below it was released; its releasers, and readers of turns
   *   knownRowsTo       what takers last read of rowsTo; in the cache line of the head
   *   knownRoomTo       what claimers last read of roomTo; in the cache line of the tail
   *
   * Such a fact stays true for ever. A publisher moves rowsTo on when its run begins there; else, after publishers that came
   * out of order, or a tombstone, it says beside it how far rows are published beyond, and rowsTo stands still until a taker
   * has read the turns and stored what it found. The same goes for roomTo. Newcomers read turns only when something lies
   * beyond; the head of a line always, as it is woken for turns.
   *
   * Capacity is exact and separate from slots: p may be claimed when p - capacity and all before it are released. tail - head
   * would not do: leased rows lie behind the head and still occupy slots. Turns only grow in their absolute value, so checking
   * them before the compare-and-set of the cursor is enough; cursors only grow, so there is no ABA. A 61-bit position does not
   * wrap: at 10^9 a second it lasts for 73 years.
   *
   * Linearization points: a claim and a take, the compare-and-set of the cursor; a publish, its release store.
   */
  private final Cursor tail;
  private final Cursor head;
  private final Counter buried;
  private final Counter passed;
  private final Progress rows;
  private final Progress room;
  private final Turns published;
  private final Turns released;
  private final Sleepers sleepers;
  private final long capacity;
  private final long slots;

  /// Where the words of a ring lie.
  ///
  /// @param tail next position to claim, and what claimers know of the room
  /// @param tailFlags flags of the tail, if one thread at a time claims
  /// @param head next position to take, and what takers know of the rows
  /// @param buried number of tombstones made
  /// @param passed number of tombstones that the head has passed
  /// @param rowsTo how far rows are published
  /// @param roomTo how far positions are released
  /// @param published the first turn of the publishers
  /// @param released the first turn of the releasers
  public record Offsets(
      long tail,
      long tailFlags,
      long head,
      long buried,
      long passed,
      long rowsTo,
      long roomTo,
      long published,
      long released) {
    /// Takes the words of a ring of that capacity.
    public static Offsets in(Layout layout, int capacity) {
      return new Offsets(
          layout.word(),
          layout.word(),
          layout.word(),
          layout.word(),
          layout.word(),
          layout.word(),
          layout.word(),
          layout.dense(slots(capacity)),
          layout.dense(slots(capacity)));
    }
  }

  /// An empty ring for `capacity` rows, at least 1, in fresh words. `oneProducer`: at most one
  /// thread at a time claims, publishes, buries and closes, and what one did happens before what
  /// the next does; then a claim needs no atomic instruction.
  public Ring(Words words, Offsets offsets, int capacity, Sleepers sleepers, boolean oneProducer) {
    this.tail =
        oneProducer
            ? Cursor.ofOneThread(words, offsets.tail(), offsets.tailFlags())
            : new Cursor(words, offsets.tail());
    this.head = new Cursor(words, offsets.head());
    this.buried = new Counter(words, offsets.buried());
    this.passed = new Counter(words, offsets.passed());
    this.slots = slots(capacity);
    this.published = new Turns(words, offsets.published(), slots);
    this.released = new Turns(words, offsets.released(), slots);
    this.rows = new Progress(words, offsets.rowsTo(), offsets.head() + Layout.WORD, oneProducer);
    this.room = new Progress(words, offsets.roomTo(), offsets.tail() + Layout.WORD, false);
    this.sleepers = sleepers;
    this.capacity = capacity;
    released.release(0, (int) slots, 0);
  }

  /// Number of slots for that capacity: the next power of two.
  public static long slots(int capacity) {
    return capacity == 1 ? 1 : Long.highestOneBit(capacity - 1L) << 1;
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
      if (!inLine && tail.isGated(word, least)) {
        return RunStatus.GATED;
      }
      long first = Cursor.position(word);
      int free = countFree(first, most, inLine);
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
      if (!inLine && head.isGated(word, least)) {
        return RunStatus.GATED;
      }
      look(run, Cursor.position(word), most, inLine);
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

  /// Counts what can be read from the head, `first`, on, up to `most` rows, without taking it.
  private void look(Run run, long first, int most, boolean byTurns) {
    if (rows.isKnownTo(first + most) || rows.reaches(first + most)) {
      run.set(first, most, most);
    } else if (byTurns || rows.isBeyond()) {
      scan(run, first, most);
    } else {
      int live = Math.clamp(rows.known() - first, 0, most);
      run.set(first, live, live);
    }
  }

  /// True if a take of `count` rows from `first` on is worth trying: what a newcomer looks at while
  /// it spins.
  public boolean mayHaveRows(long first, int count) {
    return rows.reaches(first + count) || rows.isBeyond();
  }

  /// True if a claim of `count` positions is worth trying: what a newcomer looks at while it spins.
  public boolean mayHaveRoom(int count) {
    return room.reaches(tail.position() + count - capacity) || room.isBeyond();
  }

  private void scan(Run run, long first, int most) {
    int sure = Math.clamp(rows.known() - first, 0, most);
    int live = sure + published.count(first + sure, most - sure, first + sure + 1);
    rows.found(first + live);
    long position = first + live;
    while (live < most) {
      if (published.acquire(position) != -(position + 1)) {
        break;
      }
      position++;
      int there = published.count(position, most - live, position + 1);
      live += there;
      position += there;
    }
    run.set(first, (int) (position - first), live);
  }

  /// Makes the rows of `count` positions readable, and wakes a reader that waits for one of them.
  public void publish(long first, int count) {
    published.release(first, count, first + 1);
    rows.advance(first, first + count);
    sleepers.published(first, count);
  }

  /// Makes tombstones of `count` claimed positions that will not be written, and wakes who waits
  /// for one of them.
  public void bury(long first, int count) {
    buried.add(count);
    rows.leapOver(first + count);
    for (long position = first; position < first + count; position++) {
      published.release(position, -(position + 1));
    }
    sleepers.buried(first, count);
  }

  /// Gives the positions of a taken run back to the writers, and wakes one that waits for one of
  /// them.
  public void release(Run run) {
    free(run.first(), run.span());
    sleepers.released(run.first(), run.span());
  }

  /// True if the position was published or buried, or is already a lap further.
  public boolean isSettled(long position) {
    return Math.abs(published.getVolatile(position)) > position;
  }

  /// True if the position holds a row that nobody has taken yet, or that its taker still holds.
  public boolean isRow(long position) {
    return published.acquire(position) == position + 1;
  }

  /// True if a writer that needs the position to be released has to wait for it: it is neither
  /// released nor a tombstone that nobody has taken (whoever finds the ring full retires that one;
  /// a taken one is released with its run).
  public boolean isOccupied(long position) {
    boolean tombstone = published.getVolatile(position) == -(position + 1);
    return !isReleased(position) && (!tombstone || position < head.position());
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
    long claimed = 0;
    for (long position = first; position < end; position++) {
      claimed += published.acquire(position) == -(position + 1) ? 0 : 1;
    }
    return claimed;
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
      boolean held = position < taken ? !isReleased(position) : !isSettled(position);
      count += held ? 1 : 0;
    }
    return count;
  }

  /// How many positions from the tail, `first`, on may be claimed, at most `most`. Exact while the
  /// tail stands still.
  private int countFree(long first, int most, boolean byTurns) {
    long needed = first + most - capacity; // every position below it must be released
    if (room.isKnownTo(needed) || room.reaches(needed)) {
      return most;
    }
    if (!byTurns && !room.isBeyond()) {
      return Math.clamp(room.known() + capacity - first, 0, most);
    }
    long from = Math.max(room.known(), first - capacity); // or the tail would not be here
    int mostMissing = (int) Math.max(0, needed - from);
    long to = from + released.count(from, mostMissing, from + slots);
    room.found(to);
    return Math.clamp(to + capacity - first, 0, most);
  }

  private boolean isReleased(long position) {
    return released.getVolatile(position) >= position + slots;
  }

  private void free(long first, int count) {
    released.release(first, count, first + slots);
    room.advance(first, first + count);
  }

  /// A tombstone at the head may be what fills the ring: whoever meets it retires it.
  ///
  /// @return true if the head moved
  private boolean retireTombstone() {
    long word = head.acquire();
    long position = Cursor.position(word);
    if (published.acquire(position) != -(position + 1)) {
      return false;
    }
    if (head.advance(word, 1)) {
      passTombstones(1);
      free(position, 1);
      sleepers.released(position, 1);
    }
    return true;
  }

  private void passTombstones(int count) {
    if (count > 0) {
      passed.add(count);
    }
  }
}
