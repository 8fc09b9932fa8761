package io.forebay.wait;

import io.forebay.ring.NeedWord;
import io.forebay.ring.Words;
import org.jspecify.annotations.Nullable;

/// The callers of one side that must wait, first in, first out. Only the head acts on the ring.
///
/// Becoming head of an empty line and leaving an unshared one is one compare-and-set; who finds it
/// held uses the line's monitor. Whoever leaves, served or not, wakes the next. While somebody asks
/// for it, the gate is shut, for all newcomers or for those that ask for less.
public final class WaitingLine {
  /*
   * word: FREE (no head), HELD (a head, nobody behind it), QUEUED (a head, and others in the list). FREE -> HELD and HELD -> FREE
   * by compare-and-set, without the monitor; HELD <-> QUEUED under the monitor only, and a head that finds QUEUED leaves under it.
   * So a list that is not empty always has a head to wake it.
   */
  private static final long FREE = 0;
  private static final long HELD = 1;
  private static final long QUEUED = 2;

  /// More than any newcomer asks for.
  public static final int ALL = Integer.MAX_VALUE;

  private final Words words;
  private final long at;
  private final Threads threads;
  private final NeedWord need;
  private final Gate gate;
  private volatile @Nullable Waiter head;
  private @Nullable Waiter first; // guarded by this, as last, gaters; the waiters behind the head
  private @Nullable Waiter last;
  private int gaters; // guarded by this, as wide and widest: how many ask for the gate
  private int wide; // and for the narrow one
  private int widest;
  private volatile int behind;

  /// Shuts and opens the side's gate; called under the monitor of the line.
  public interface Gate {
    /// Shuts it, or opens it; for newcomers that ask for fewer than `rows`, shuts it too.
    void set(boolean shut, int rows);
  }

  /// An empty line, its word at `at`; `need` is what its head announces.
  @SuppressWarnings("exports") // only the engine makes lines
  public WaitingLine(Words words, long at, NeedWord need, Gate gate, Threads threads) {
    this.words = words;
    this.at = at;
    this.need = need;
    this.gate = gate;
    this.threads = threads;
  }

  /// Joins the line. Until the waiter leaves, the gate is shut for newcomers that ask for fewer
  /// than `rows` rows, or for [#ALL].
  ///
  /// @return true if the waiter is its head now
  public boolean join(Waiter waiter, int rows) {
    if (rows == ALL) {
      shutGate(waiter);
    } else if (rows > 1) {
      narrowGate(waiter, rows);
    }
    if (words.compareAndSet(at, FREE, HELD)) {
      head = waiter;
      return true;
    }
    threads.entering(this);
    try {
      synchronized (this) {
        return joinLocked(waiter);
      }
    } finally {
      threads.left(this);
    }
  }

  /// True if the waiter is the head.
  public boolean isHead(Waiter waiter) {
    return head == waiter;
  }

  /// The waiter, head or not, leaves; who is head then is woken.
  public void leave(Waiter waiter) {
    if (head == waiter) {
      need.withdraw();
      if (!waiter.gating && !waiter.narrowing && releaseUnshared(waiter)) {
        return;
      }
    }
    threads.entering(this);
    try {
      synchronized (this) {
        leaveLocked(waiter);
      }
    } finally {
      threads.left(this);
    }
  }

  /// Shuts the gate until the waiter leaves.
  public void shutGate(Waiter waiter) {
    if (!waiter.gating) {
      waiter.gating = true;
      askForGate(1);
    }
  }

  /// Shuts the gate (1) or no longer asks for it (-1), for a reason other than a waiter.
  public void askForGate(int delta) {
    threads.entering(this);
    try {
      synchronized (this) {
        gaters += delta;
        setGate();
      }
    } finally {
      threads.left(this);
    }
  }

  /// Shuts the gate for newcomers that ask for less, until the waiter leaves.
  private void narrowGate(Waiter waiter, int rows) {
    waiter.narrowing = true;
    threads.entering(this);
    try {
      synchronized (this) {
        wide++;
        widest = Math.max(widest, rows);
        setGate();
      }
    } finally {
      threads.left(this);
    }
  }

  /// The widest of those that have left may stand for those that are there: more newcomers than
  /// need be join the line, no fewer.
  private void setGate() {
    if (wide == 0) {
      widest = 0;
    }
    gate.set(gaters > 0, widest);
  }

  /// Ends the await of the head, if there is one.
  public void wakeHead() {
    Waiter waiter = head;
    if (waiter != null) {
      waiter.signal();
    }
  }

  /// True if nobody is in it, neither waiting nor acting as its head.
  public boolean isEmpty() {
    return words.getVolatile(at) == FREE;
  }

  /// How many wait: those behind the head, and the head itself once it has announced what it waits
  /// for.
  public int length() {
    return behind + (need.isAnnounced() ? 1 : 0);
  }

  private boolean joinLocked(Waiter waiter) {
    while (true) {
      if (words.compareAndSet(at, FREE, HELD)) {
        head = waiter;
        return true;
      }
      if (words.getVolatile(at) == QUEUED || words.compareAndSet(at, HELD, QUEUED)) {
        append(waiter);
        return false;
      }
    }
  }

  private boolean releaseUnshared(Waiter waiter) {
    head = null;
    if (words.compareAndSet(at, HELD, FREE)) {
      return true;
    }
    head = waiter;
    return false;
  }

  private void leaveLocked(Waiter waiter) {
    if (waiter.gating || waiter.narrowing) {
      gaters -= waiter.gating ? 1 : 0;
      wide -= waiter.narrowing ? 1 : 0;
      waiter.gating = false;
      waiter.narrowing = false;
      setGate();
    }
    if (head != waiter) {
      remove(waiter);
      return;
    }
    need.withdraw();
    head = null;
    if (!words.compareAndSet(at, HELD, FREE)) {
      Waiter next = removeFirst();
      head = next;
      next.signal();
    }
  }

  private void append(Waiter waiter) {
    waiter.nextInLine = null;
    if (last == null) {
      first = waiter;
    } else {
      last.nextInLine = waiter;
    }
    last = waiter;
    behind++;
  }

  private Waiter removeFirst() {
    Waiter waiter = first;
    remove(waiter);
    return waiter;
  }

  private void remove(Waiter waiter) {
    Waiter before = null;
    for (Waiter w = first; w != waiter; w = w.nextInLine) {
      if (w == null) {
        return; // it could not join: the queue's memory was freed
      }
      before = w;
    }
    if (before == null) {
      first = waiter.nextInLine;
    } else {
      before.nextInLine = waiter.nextInLine;
    }
    if (last == waiter) {
      last = before;
    }
    waiter.nextInLine = null;
    behind--;
    if (first == null) {
      words.setVolatile(at, HELD);
    }
  }
}
