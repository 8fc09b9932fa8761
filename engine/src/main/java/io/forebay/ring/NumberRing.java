package io.forebay.ring;

/// A ring of row numbers in which a push never looks and never waits, because there are at least as
/// many cells as numbers.
///
/// Contract. Every number is in at most one place: in this ring, or with one owner. A push hands
/// over what the owner did before to whoever pops the number. There may be any number of pushers,
/// and of poppers by compare-and-set; or one reader at a time, who keeps the head to itself and
/// uses [#read].
public final class NumberRing {
  /*
   * A cell holds lap * cells + number, cells = a power of two > every number, so number and lap are in one word; a cell never
   * written holds -1. Position p lies in cell p mod cells and is there when the cell's lap is p div cells.
   *
   *   push   tail: fetch-and-add of the run, then one release store a cell.
   *   pop    reads the cells, THEN moves the head by compare-and-set: a cell is overwritten only after the cursor passed it.
   *
   * Why a push may write without looking: at most `cells` numbers exist. Position p is pushed after p - cells numbers more were
   * pushed than are outside, so p - cells has been popped; the fetch-and-add is acquire and release, and by that chain (each
   * number pushed now was popped before, and its popper had read the cell) what the cell held is gone.
   */
  private static final long NEVER = -1;

  private final Words words;
  private final Cursor head;
  private final long tail;
  private final long cellsAt;
  private final long cells;
  private final int lapShift;

  /// Where the words lie.
  ///
  /// @param head next to pop, with flags
  /// @param tail next to push
  /// @param cells the first cell
  public record Offsets(long head, long tail, long cells) {
    /// Takes the words of a ring for `numbers` numbers.
    public static Offsets in(Layout layout, int numbers) {
      return new Offsets(layout.word(), layout.word(), layout.dense(cellsFor(numbers)));
    }
  }

  /// A ring for the numbers 0 to `numbers` - 1 in fresh words; at first it holds all of them, in
  /// order, or none.
  public NumberRing(Words words, Offsets offsets, int numbers, boolean full) {
    this.words = words;
    this.head = new Cursor(words, offsets.head());
    this.tail = offsets.tail();
    this.cellsAt = offsets.cells();
    this.cells = cellsFor(numbers);
    this.lapShift = Long.numberOfTrailingZeros(cells);
    for (long cell = 0; cell < cells; cell++) {
      releaseCell(cell, full && cell < numbers ? cell : NEVER);
    }
    if (full) {
      words.setVolatile(tail, numbers);
    }
  }

  private static long cellsFor(int numbers) {
    return numbers <= 1 ? 1 : Long.highestOneBit(numbers - 1L) << 1;
  }

  /// Next to pop.
  public Cursor head() {
    return head;
  }

  /// Next to push. Volatile: who decides about an end reads it after the close flags.
  public long tail() {
    return words.getVolatile(tail);
  }

  /// Appends `count` numbers, which the caller owns; the position of the first. Wait-free.
  public long push(int[] numbers, int from, int count) {
    long first = words.getAndAdd(tail, count);
    int inLap = (int) Math.min(count, cellsLeft(first));
    words.releaseNumbers(cellAt(first), numbers, from, inLap, lap(first));
    if (inLap < count) {
      long next = first + inLap;
      words.releaseNumbers(cellAt(next), numbers, from + inLap, count - inLap, lap(next));
    }
    return first;
  }

  /// Pops `least` to `most` numbers, as many as are there, in one compare-and-set; the run says how
  /// many.
  public RunStatus tryPop(Run run, int[] numbers, int least, int most, boolean inLine) {
    while (true) {
      long word = head.acquire();
      if (Cursor.isClosed(word)) {
        return RunStatus.CLOSED;
      }
      if (!inLine && head.isGated(word, least)) {
        return RunStatus.GATED;
      }
      long first = Cursor.position(word);
      int count = read(numbers, 0, first, most);
      if (count < least) {
        if (head.acquire() == word) {
          return RunStatus.UNAVAILABLE;
        }
      } else if (head.advance(word, count)) {
        run.set(first, count, count);
        return RunStatus.OK;
      }
    }
  }

  /// True if the position is pushed. Volatile: for looking again before parking.
  public boolean isPushed(long position) {
    long cell = words.getVolatile(cellAt(position));
    return cell >> lapShift >= position >> lapShift;
  }

  /// The numbers at `first` and behind it, up to one that is not pushed: at most `most`, into the
  /// array from `to` on; how many. Pairs with [#push].
  public int read(int[] numbers, int to, long first, int most) {
    int inLap = (int) Math.min(most, cellsLeft(first));
    int count = words.acquireNumbers(cellAt(first), numbers, to, inLap, lap(first), cells);
    if (count < inLap || inLap == most) {
      return count;
    }
    long next = first + inLap;
    int rest = (int) Math.min(most - inLap, cells - inLap);
    return count + words.acquireNumbers(cellAt(next), numbers, to + count, rest, lap(next), cells);
  }

  private long cellsLeft(long position) {
    return cells - (position & (cells - 1));
  }

  private long lap(long position) {
    return position >> lapShift << lapShift;
  }

  /// Pairs with [#read]: what the owner of the number did before.
  private void releaseCell(long position, long value) {
    words.release(cellAt(position), value);
  }

  private long cellAt(long position) {
    return cellsAt + (position & (cells - 1)) * Layout.WORD;
  }
}
