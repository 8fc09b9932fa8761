package io.forebay.queue;

import io.forebay.error.OutOfRangeException;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;
import java.util.concurrent.atomic.AtomicLong;

/// Takes rows of a FIFO queue: at once where all that is asked for is there, in line where it must
/// wait.
///
/// A request takes nothing until everything that it needs is published. Only while a producer waits
/// for room, and it is still short, does the head of the line move what is there aside into its
/// batch's own memory; if it then fails, those rows become front rows.
final class FifoConsumers implements Consumers {
  private final String name;
  private final int capacity;
  private final Ring ring;
  private final FifoChannel channel;
  private final Lines lines;
  private final Slots slots;
  private final BlockPool pool;
  private final FrontRows front;
  private final AtomicLong blockedNanos = new AtomicLong();
  private final AtomicLong copies = new AtomicLong();
  private final boolean broken;
  private long target; // the position announced; written by the head of the line only

  FifoConsumers(
      QueueConfig config,
      Ring ring,
      FifoChannel channel,
      Lines lines,
      Slots slots,
      BlockPool pool) {
    this.name = config.name();
    this.capacity = config.capacity();
    this.ring = ring;
    this.channel = channel;
    this.lines = lines;
    this.slots = slots;
    this.pool = pool;
    this.front = new FrontRows(pool);
    this.broken = slots.isBroken((int) Ring.slots(capacity));
  }

  @Override
  public boolean take(Batch batch, Request request) throws InterruptedException {
    lines.requireNotCancelled(request.howLong(), request.operation());
    if (broken && request.rows() > 1) {
      batch.ownMemory(
          pool); // before anything is taken, so that nothing is lost if it cannot be had
    }
    RunStatus status = ring.tryTake(batch.run(), request.leastAtOnce(), request.rows(), false);
    if (status == RunStatus.UNAVAILABLE && request.howLong() != Wait.NOT_AT_ALL) {
      status = spin(batch, request);
    }
    if (status == RunStatus.OK) {
      show(batch, 0);
      return true;
    }
    batch.run().clear();
    if (status == RunStatus.UNAVAILABLE
        && request.howLong() == Wait.NOT_AT_ALL
        && !channel.isClosed()) {
      batch.returnMemory(pool);
      return false;
    }
    boolean taken = takeInLine(batch, request);
    if (taken) {
      show(batch, batch.letGo());
    }
    return taken;
  }

  @Override
  public void release(Batch batch) {
    if (batch.run().span() > 0) {
      slots.poison(batch.run().first(), batch.run().span());
      ring.release(batch.run());
      batch.run().clear();
    }
    batch.returnMemory(pool);
  }

  @Override
  public void takeNothing(Batch batch) {
    batch.ownMemory(pool);
    batch.showOwnMemory(0);
  }

  @Override
  public long openBatches() {
    return pool.outstanding();
  }

  @Override
  public void discard() {}

  @Override
  public long rowsKept() {
    return front.size();
  }

  @Override
  public long blockedNanos() {
    return blockedNanos.get();
  }

  @Override
  public long copies() {
    return copies.get();
  }

  /// Looks a few times more before the caller joins the line: at how far the other side has come.
  private RunStatus spin(Batch batch, Request request) {
    int least = request.leastAtOnce();
    int spins = lines.spins(lines.consumers());
    RunStatus status = RunStatus.UNAVAILABLE;
    while (status == RunStatus.UNAVAILABLE && spins > 0) {
      long first = batch.run().first();
      do {
        lines.threads().pause();
      } while (--spins > 0 && !ring.mayHaveRows(first, least));
      status = ring.tryTake(batch.run(), least, request.rows(), false);
    }
    return status;
  }

  private boolean takeInLine(Batch batch, Request request) throws InterruptedException {
    Waiter waiter = batch.waiter();
    WaitingLine line = lines.consumers();
    boolean taken = false;
    try {
      lines.begin(waiter, request.howLong(), request.operation(), request.rows());
      taken =
          lines.reachHead(line, waiter, request.leastAtOnce())
              && takeAsHead(batch, request, waiter);
      return taken;
    } finally {
      if (!taken) {
        giveBack(batch);
      }
      if (waiter.isBegun()) {
        blockedNanos.addAndGet(lines.end(line, waiter));
      }
    }
  }

  private boolean takeAsHead(Batch batch, Request request, Waiter waiter)
      throws InterruptedException {
    boolean ended = false;
    while (true) {
      takeFront(batch, request, waiter);
      // the close flags first, then head, turns and tail: who decides about an end must not miss
      // what was there before
      boolean closed = channel.isClosed();
      boolean cancelled = lines.isCancelled();
      if (takeAll(batch, request) || takeAfterLinger(batch, request)) {
        return true;
      }
      Run seen = batch.run();
      if (ended || (closed && isEnd(batch, request, cancelled))) {
        if (ended && ring.head().position() == seen.first() && takeLast(batch, request)) {
          return true;
        }
        ended = true; // look at the rows once more: some were written since
        continue;
      }
      boolean roomWanted = lines.sleepers().producerNeeds().isAnnounced();
      if (roomWanted && seen.span() > 0) {
        lines.consumers().shutGate(waiter); // from here on its rows must be neighbours of these
        moveAside(batch, request);
      } else {
        if (lines.mustEnd(waiter)) {
          return request.mode() == Mode.AVAILABLE && takeSome(batch, request);
        }
        announce(batch, request, roomWanted || closed);
        if (isUnchanged(closed, cancelled, roomWanted)) {
          await(batch, request, waiter);
        }
      }
    }
  }

  private void takeFront(Batch batch, Request request, Waiter waiter) {
    int missing = request.rows() - batch.held();
    if (front.size() > 0 && missing > 0) {
      if (front.size() < missing) {
        lines.consumers().shutGate(waiter); // before the front rows open it: the others must follow
      }
      batch.hold(front.takeInto(batch.ownMemory(pool), batch.held(), missing));
      if (front.size() == 0) {
        lines.consumers().askForGate(-1);
      }
    }
  }

  /// Takes all that is still missing, if it is there; else the batch's run says what is there, not
  /// taken.
  private boolean takeAll(Batch batch, Request request) {
    int missing = request.rows() - batch.held();
    if (missing == 0) {
      batch.run().clear();
      return true;
    }
    return ring.tryTake(batch.run(), missing, missing, true) == RunStatus.OK;
  }

  private boolean takeAfterLinger(Batch batch, Request request) {
    return lingerLeft(batch, request) <= 0 && takeSome(batch, request);
  }

  private long lingerLeft(Batch batch, Request request) {
    if (request.mode() != Mode.AVAILABLE) {
      return Long.MAX_VALUE;
    }
    Run seen = batch.run();
    int there = batch.held() + seen.live();
    long age = seen.live() > 0 ? channel.age(firstRow(seen)) : 0;
    return request.lingerLeft(there, age, lines.threads().nanoTime());
  }

  private long firstRow(Run seen) {
    long position = seen.first();
    while (!ring.isRow(position) && position < seen.end()) {
      position++;
    }
    return position;
  }

  /// Takes what is there, if that makes at least one row with what is held.
  private boolean takeSome(Batch batch, Request request) {
    int least = batch.held() > 0 ? 0 : 1;
    if (ring.tryTake(batch.run(), least, request.rows() - batch.held(), true) == RunStatus.OK) {
      return true;
    }
    if (batch.held() > 0) {
      batch.run().clear();
    }
    return batch.held() > 0;
  }

  /// After a close: true if no more can come than is there now, or too little for an exact request.
  private boolean isEnd(Batch batch, Request request, boolean cancelled) {
    long first = batch.run().first();
    return cancelled
        || ring.isSettledToTail(first)
        || (request.mode() == Mode.EXACTLY
            && ring.countClaimed(first) + batch.held() < request.rows());
  }

  /// At the end: takes what is left, if the request is content with it.
  ///
  /// @return false if somebody else took it in between
  private boolean takeLast(Batch batch, Request request) {
    int left = batch.held() + batch.run().live();
    if (request.mode() == Mode.EXACTLY || left == 0) {
      throw new OutOfRangeException(
          "queue '"
              + name
              + "' is closed and has insufficient elements (requested "
              + request.rows()
              + ", current size "
              + (left + front.size())
              + ")");
    }
    return takeSome(batch, request);
  }

  /// A producer waits for room: what can be read moves into the batch's own memory, and its slots
  /// are released.
  private void moveAside(Batch batch, Request request) {
    Run run = batch.run();
    Block own = batch.ownMemory(pool);
    if (ring.tryTake(run, 0, request.rows() - batch.held(), true) == RunStatus.OK) {
      slideTogether(run);
      slots.copyRunOut(run.first(), run.live(), own, batch.held());
      batch.hold(run.live());
      slots.poison(run.first(), run.span());
      ring.release(run);
    }
    run.clear();
  }

  /// Announces the one position to wait for: the last one needed; once a producer waits for room,
  /// or after a close, the next one. Positions settled after the rows were looked at count as
  /// missing, so that looking again finds them.
  private void announce(Batch batch, Request request, boolean nextOnly) {
    Run seen = batch.run();
    target = nextOnly ? seen.end() : lastMissing(seen, request, batch.held());
    lines.sleepers().consumerNeeds().announce(target);
  }

  private long lastMissing(Run seen, Request request, int held) {
    int missing = request.goal(held + seen.live()) - held;
    long last = seen.first() + Math.min(missing - 1L + (seen.span() - seen.live()), capacity - 1L);
    return Math.max(seen.end(), ring.lastUnsettled(seen.end(), last));
  }

  /// Looks again, after the announcement.
  private boolean isUnchanged(boolean closed, boolean cancelled, boolean roomWanted) {
    return !ring.isSettled(target)
        && channel.isClosed() == closed
        && lines.isCancelled() == cancelled
        && lines.sleepers().producerNeeds().isAnnounced() == roomWanted;
  }

  private void await(Batch batch, Request request, Waiter waiter) {
    long linger = lingerLeft(batch, request);
    int looks = waiter.looks();
    do {
      waiter.await(linger);
    } while (--looks > 0 && !ring.isSettled(target));
    if (waiter.countOvertaking(ring.head().position()) >= ProducerSide.PATIENCE) {
      lines.consumers().shutGate(waiter);
    }
  }

  /// The request failed: rows moved aside for it come before all others (Q31).
  private void giveBack(Batch batch) {
    batch.run().clear();
    int rows = batch.letGo();
    if (rows == 0) {
      batch.returnMemory(pool);
      return;
    }
    if (front.size() == 0) {
      lines.consumers().askForGate(1);
    }
    front.putFirst(batch.surrenderMemory(), rows);
  }

  /// Shows the rows held aside and those of the run, which the caller owns: as a window where they
  /// lie in a row.
  private void show(Batch batch, int held) {
    Run run = batch.run();
    slideTogether(run);
    if (held == 0 && (!broken || slots.isContiguous(run.first(), run.live()))) {
      batch.showWindow(slots, run.first(), run.live());
      return;
    }
    slots.copyRunOut(run.first(), run.live(), batch.ownMemory(pool), held);
    int rows = held + run.live();
    if (run.span() > 0) {
      slots.poison(run.first(), run.span());
      ring.release(run);
      run.clear();
    }
    copies.incrementAndGet();
    batch.showOwnMemory(rows);
  }

  /// Moves the rows of a run with tombstones together; its taker owns all its slots.
  private void slideTogether(Run run) {
    if (run.live() == run.span()) {
      return;
    }
    long to = run.first();
    for (long position = run.first(); position < run.end(); position++) {
      if (ring.isRow(position)) {
        if (position != to) {
          slots.copySlot(position, to);
        }
        to++;
      }
    }
  }
}
