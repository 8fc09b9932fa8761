package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.payload.ByteBudget;
import io.forebay.payload.Inbox;
import io.forebay.payload.Payload;
import io.forebay.payload.PayloadPool;
import io.forebay.ring.Counter;
import io.forebay.ring.Cursor;
import io.forebay.ring.Layout;
import io.forebay.ring.RunStatus;
import io.forebay.ring.Words;
import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The producers' half of a queue whose elements are payloads: of unknown size, or without a bound
/// on their number.
///
/// A claim first pays for its payloads from the byte budget, then takes positions: a producer may
/// claim position p once p - capacity rows have left. A published payload is pushed into the inbox,
/// from which the stock takes it; one given up too, as a tombstone. So capacity is exact, and
/// memory is there only for what is stored.
final class PooledChannel implements StockChannel {
  /*
   * claimed (a cursor with flags), published, givenUp, left, taken: counters that only grow, but for taken, which shrinks when
   * rows are given back. In flight = claimed - published - givenUp; stored = published - taken; free = capacity + left - claimed.
   * A push into the inbox comes before it is counted as published, so whoever sees the count sees the payload.
   *
   * Waiting: producers announce the number of rows that must have left, less one, or BYTES; consumers a position of the
   * publishing order. A row handed back takes no room of the capacity: `left` counted it when it was drawn first, and then no more.
   */
  private static final long BYTES = Long.MAX_VALUE - 1;
  private static final long UNBOUNDED = Long.MAX_VALUE >> 2;

  private final String name;
  private final Cursor claimed;
  private final Counter published;
  private final Counter givenUp;
  private final Counter left;
  private final Counter taken;
  private final ByteBudget budget;
  private final PayloadPool pool;
  private final Inbox inbox = new Inbox();
  private final Lines lines;
  private final Runnable step;
  private final ElementSpec spec;
  private final @Nullable InPlaceFilling inPlace; // if every component has a fixed size
  private final long capacity;
  private final int largestClaim;
  private final boolean stamped;

  /// Where its words lie.
  record Offsets(long claimed, long published, long givenUp, long left, long taken, long bytes) {
    static Offsets in(Layout layout) {
      return new Offsets(
          layout.word(), layout.word(), layout.word(), layout.word(), layout.word(), layout.word());
    }
  }

  PooledChannel(
      Words words,
      Offsets offsets,
      QueueConfig config,
      Drawing drawing,
      PayloadPool pool,
      Lines lines) {
    this.name = config.name();
    this.claimed = new Cursor(words, offsets.claimed());
    this.published = new Counter(words, offsets.published());
    this.givenUp = new Counter(words, offsets.givenUp());
    this.left = new Counter(words, offsets.left());
    this.taken = new Counter(words, offsets.taken());
    this.budget = new ByteBudget(words, offsets.bytes(), config.byteBudget());
    this.pool = pool;
    this.lines = lines;
    this.step = lines.threads()::step;
    this.spec = config.element();
    this.inPlace = spec.isFixedSize() ? new InPlaceFilling(spec) : null;
    this.capacity = config.isUnbounded() ? UNBOUNDED : config.capacity();
    this.largestClaim = drawing.largestClaim();
    this.stamped = config.stampedArrivals();
  }

  Cursor claims() {
    return claimed;
  }

  Inbox inbox() {
    return inbox;
  }

  PayloadPool pool() {
    return pool;
  }

  @Override
  public RunStatus tryClaim(Claim claim, int least, int most, boolean inLine) {
    ClaimedPayloads payloads = claim.payloads();
    payloads.count = 0;
    boolean claimedThem = false;
    try {
      RunStatus status = tryClaimPaid(claim, least, most, inLine);
      claimedThem = status == RunStatus.OK;
      return status;
    } finally {
      if (!claimedThem) {
        returnPayloads(payloads, 0, inLine);
      }
    }
  }

  private RunStatus tryClaimPaid(Claim claim, int least, int most, boolean inLine) {
    while (true) {
      long word = claimed.acquire();
      if (Cursor.isClosed(word)) {
        return RunStatus.CLOSED;
      }
      if (!inLine && claimed.isGated(word, least)) {
        return RunStatus.GATED;
      }
      int room = (int) Math.min(most, capacity + left.value() - Cursor.position(word));
      if (room < least) {
        if (claimed.acquire() == word) {
          return RunStatus.UNAVAILABLE;
        }
      } else {
        int paid = pay(claim.payloads(), room, inLine);
        if (paid < least) {
          return RunStatus.UNAVAILABLE;
        }
        if (claimed.advance(word, paid, claim.run())) {
          place(claim);
          return RunStatus.OK;
        }
      }
    }
  }

  /// Payloads get the positions of the claim; rows that the caller writes have their places from
  /// the start.
  private void place(Claim claim) {
    ClaimedPayloads payloads = claim.payloads();
    for (int row = 0; row < payloads.count; row++) {
      payloads.rows[row].position(claim.run().first() + row);
      if (payloads.filling == inPlace) {
        payloads.filling.fill(row, payloads.rows[row]);
      }
    }
  }

  /// Acquires payloads for up to `rows` rows, and returns those beyond; how many the claim has.
  private int pay(ClaimedPayloads payloads, int rows, boolean inLine) {
    returnPayloads(payloads, rows, inLine);
    Filling filling = payloads.filling;
    while (payloads.count < rows) {
      long cost = filling.cost(payloads.count);
      if (!budget.tryReserve(cost)) {
        break;
      }
      Payload payload = take(filling.blockBytes(payloads.count), cost);
      payload.charge(cost);
      payloads.rows[payloads.count++] = payload;
    }
    return payloads.count;
  }

  private Payload take(long blockBytes, long reserved) {
    try {
      return pool.take(blockBytes);
    } catch (RuntimeException | Error e) {
      refund(reserved); // the memory cannot be had: the rows paid for before go back with the claim
      throw e;
    }
  }

  /// Returns the payloads of a claim that was not granted, but for the first `keep`. The head of
  /// the line, who waits for bytes, must not be woken by those that it could not use itself.
  private void returnPayloads(ClaimedPayloads payloads, int keep, boolean inLine) {
    long bytes = 0;
    while (payloads.count > keep) {
      Payload payload = payloads.rows[--payloads.count];
      bytes += payload.refund();
      pool.give(payload);
    }
    if (inLine) {
      budget.release(bytes);
    } else {
      refund(bytes);
    }
  }

  @Override
  public boolean mayHaveRoom(int rows) {
    return left.value() > claimed.position() + rows - capacity - 1;
  }

  @Override
  public long missingRoom(Claim claim, int rows) {
    long lastToLeave = claimed.position() + rows - capacity - 1;
    if (left.value() <= lastToLeave) {
      return lastToLeave;
    }
    claim.payloads().asked(rows);
    return lacksBytes(claim) ? BYTES : -1;
  }

  @Override
  public boolean isMissing(Claim claim, long position) {
    return position == BYTES ? lacksBytes(claim) : left.value() <= position;
  }

  private boolean lacksBytes(Claim claim) {
    return !budget.has(claim.payloads().costAsked());
  }

  @Override
  public long claimed() {
    return claimed.position();
  }

  @Override
  public void expectInPlace(Claim claim, int rows) {
    InPlaceFilling filling = Objects.requireNonNull(inPlace);
    long cost = rows * filling.cost(0);
    if (cost > budget.limit()) {
      throw unaffordable("claim of " + rows + " rows", cost);
    }
    claim.payloads().filling = filling;
  }

  @Override
  public void expectElement(Claim claim, Tensor[] components) {
    ClaimedPayloads payloads = claim.payloads();
    payloads.copy.element(components);
    long cost = payloads.copy.cost(0);
    if (cost > budget.limit()) {
      throw unaffordable("element", cost);
    }
    payloads.filling = payloads.copy;
  }

  @Override
  public void expectBorrowed(Claim claim, Tensor[] components, Runnable released) {
    ClaimedPayloads payloads = claim.payloads();
    payloads.borrow.element(components, released);
    payloads.filling = payloads.borrow;
  }

  @Override
  public void requireAffordable(Claim claim, Tensor[] stacked, long rows) {
    if (budget.limit() != ByteBudget.UNLIMITED) {
      CopyFilling copy = claim.payloads().copy;
      for (long row = 0; row < rows; row++) {
        copy.rows(stacked, row);
        long cost = copy.cost(0);
        if (cost > budget.limit()) {
          throw unaffordable("element " + row, cost);
        }
      }
    }
  }

  @Override
  public void expectRows(Claim claim, Tensor[] stacked, long from) {
    ClaimedPayloads payloads = claim.payloads();
    payloads.copy.rows(stacked, from);
    payloads.filling = payloads.copy;
  }

  private InvalidArgumentException unaffordable(String what, long cost) {
    return new InvalidArgumentException(
        "queue '"
            + name
            + "': "
            + what
            + " takes "
            + cost
            + " bytes (expected: at most the byte budget, "
            + budget.limit()
            + ")");
  }

  @Override
  public void move(Element element, Claim claim, int row) {
    Payload payload = claim.payloads().rows[row];
    for (int c = 0; c < spec.size(); c++) {
      TensorMoves.move(element.component(c), payload.base(c), payload.offset(c), payload.shape(c));
    }
  }

  @Override
  public void copyIn(Claim claim, Tensor[] tensors, long from) {
    ClaimedPayloads payloads = claim.payloads();
    for (int row = 0; row < claim.rows(); row++) {
      payloads.filling.fill(row, payloads.rows[row]);
    }
    payloads.forget();
  }

  @Override
  public void publish(Claim claim, int from, int count) {
    ClaimedPayloads payloads = claim.payloads();
    if (stamped) {
      long now = lines.threads().nanoTime();
      for (int row = from; row < from + count; row++) {
        payloads.rows[row].arrivalNanos(now);
      }
    }
    inbox.push(payloads.rows, from, count, step);
    long first = published.getAndAdd(count);
    lines.sleepers().published(first, count);
  }

  @Override
  public void giveUp(Claim claim, int from, int count) {
    ClaimedPayloads payloads = claim.payloads();
    long bytes = 0;
    for (int row = from; row < from + count; row++) {
      bytes += payloads.rows[row].refund();
      payloads.rows[row] = tombstone(payloads.rows[row]);
    }
    inbox.push(payloads.rows, from, count, step);
    givenUp.add(count);
    leave(count);
    refund(bytes);
    lines.wakeConsumer();
    lines.wakeCloser();
  }

  /// Stands in the inbox for a payload that was not written, whose memory is free at once: nobody
  /// may look into the inbox for long.
  private Payload tombstone(Payload unwritten) {
    Payload tombstone = pool.take(0);
    tombstone.position(unwritten.position());
    tombstone.bury();
    unwritten.letGo();
    pool.give(unwritten);
    return tombstone;
  }

  /// Rows were drawn by the stock: there is room for those of them that leave, which were not drawn
  /// before.
  void drawn(int rows, int leaving) {
    taken.add(rows);
    leave(leaving);
  }

  /// Rows that had been drawn are stored again, beside the capacity.
  void givenBack(int rows) {
    taken.add(-rows);
  }

  private void leave(int rows) {
    long first = left.getAndAdd(rows);
    lines.sleepers().released(first, rows);
  }

  /// The payload is moved aside: its bytes no longer count.
  void uncharge(Payload payload) {
    refund(payload.refund());
  }

  /// The payload is stored again: its bytes count, whatever the limit.
  void charge(Payload payload) {
    budget.reserve(payload.chargeAgain());
  }

  /// Nobody needs the payload any more. Runs its callback last.
  void free(Payload payload) {
    long bytes = payload.refund();
    Runnable released = payload.letGo();
    pool.give(payload);
    refund(bytes);
    Callbacks.run(released);
  }

  private void refund(long bytes) {
    if (bytes > 0) {
      budget.release(bytes);
      lines.sleepers().released(BYTES, 1);
    }
  }

  @Override
  public int numbersFor(int rows) {
    return 0;
  }

  @Override
  public ClaimedPayloads payloadsFor(int rows) {
    return new ClaimedPayloads(rows, spec.size());
  }

  @Override
  public int largestClaim() {
    return largestClaim;
  }

  @Override
  public int largestPiece() {
    return Math.clamp(capacity, 1, QueueConfig.MAX_CAPACITY);
  }

  @Override
  public boolean close() {
    return claimed.close();
  }

  @Override
  public boolean isClosed() {
    return claimed.isClosed();
  }

  @Override
  public boolean hasClaimsInFlight() {
    return outstanding() > 0;
  }

  @Override
  public boolean isPublished(long position) {
    return published.value() > position;
  }

  @Override
  public long givenUp() {
    return givenUp.value();
  }

  /// A payload may be drawn before it is counted as published: then it counts as neither.
  @Override
  public long size() {
    while (true) {
      long before = taken.value();
      long stored = published.value() - before;
      if (taken.value() == before) {
        return Math.max(0, stored);
      }
    }
  }

  @Override
  public long enqueued() {
    return published.value();
  }

  @Override
  public long dequeued() {
    return taken.value();
  }

  /// Claims only: drawn rows take no room.
  @Override
  public long outstanding() {
    return claimed.position() - published.value() - givenUp.value();
  }

  @Override
  public long bytes() {
    return budget.used();
  }
}
