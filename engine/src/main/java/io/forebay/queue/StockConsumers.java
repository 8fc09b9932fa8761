package io.forebay.queue;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;
import java.util.concurrent.atomic.AtomicLong;

/// Takes rows of a queue whose rows are drawn from a [Stock]. Whoever is head of the consumers'
/// line draws all it needs, leaves the line, and copies the rows into its batch; so several
/// consumers copy at once.
///
/// While a producer waits for room, and the request is still short, rows that may leave are moved
/// aside, so that neither waits for the other; if the request fails they go back to the stock.
final class StockConsumers implements Consumers {
  private final String name;
  private final Drawing drawing;
  private final StockChannel channel;
  private final Lines lines;
  private final Stock stock;
  private final AtomicLong blockedNanos = new AtomicLong();
  private final AtomicLong copies = new AtomicLong();
  private final Look look = new Look();

  StockConsumers(String name, Drawing drawing, StockChannel channel, Lines lines, Stock stock) {
    this.name = name;
    this.drawing = drawing;
    this.channel = channel;
    this.lines = lines;
    this.stock = stock;
  }

  /// What the head of the line saw when it last looked, in the order of the fields; belongs to the
  /// head.
  private static final class Look {
    boolean closed;
    boolean cancelled;
    long givenUp;
    long tail;
    boolean roomWanted;
    long pending;
    int room;
  }

  @Override
  public boolean take(Batch batch, Request request) throws InterruptedException {
    lines.requireNotCancelled(request.howLong(), request.operation());
    stock.prepare(batch);
    Waiter waiter = batch.waiter();
    WaitingLine line = lines.consumers();
    boolean taken = false;
    try {
      taken = line.join(waiter, 1) && takeNow(batch, request);
      if (!taken) {
        lines.begin(waiter, request.howLong(), request.operation(), request.rows());
        taken = lines.awaitHead(line, waiter) && takeAsHead(batch, request, waiter);
      }
    } finally {
      if (!taken) {
        stock.giveBack(batch);
      }
      if (waiter.isBegun()) {
        blockedNanos.addAndGet(lines.end(line, waiter));
      } else {
        line.leave(waiter);
      }
    }
    if (taken) {
      show(batch);
    }
    return taken;
  }

  @Override
  public void takeNothing(Batch batch) {
    stock.showNothing(batch);
  }

  @Override
  public void release(Batch batch) {
    stock.release(batch);
  }

  /// Rows handed back are in the stock.
  @Override
  public long rowsKept() {
    return 0;
  }

  @Override
  public long openBatches() {
    return stock.openBatches();
  }

  @Override
  public void discard() {
    stock.discard();
  }

  @Override
  public long blockedNanos() {
    return blockedNanos.get();
  }

  @Override
  public long copies() {
    return copies.get();
  }

  private void show(Batch batch) {
    stock.finish(batch);
    if (!batch.isWindow()) {
      copies.incrementAndGet();
    }
  }

  private boolean takeNow(Batch batch, Request request) {
    look();
    return takeEnough(batch, request);
  }

  private boolean takeAsHead(Batch batch, Request request, Waiter waiter)
      throws InterruptedException {
    while (true) {
      look();
      if (takeEnough(batch, request)) {
        return true;
      }
      if (isEnd(batch, request)) {
        return takeLast(batch, request);
      }
      if (look.room > 0 && mustMoveAside()) {
        moveAside(batch);
      } else {
        if (lines.mustEnd(waiter)) {
          return takeSome(batch, request);
        }
        long target = target(batch, request);
        lines.sleepers().consumerNeeds().announce(target);
        if (isUnchanged() && !channel.isPublished(target)) {
          await(target, lingerLeft(batch, request), waiter);
        }
      }
    }
  }

  private void await(long target, long lingerNanos, Waiter waiter) {
    int looks = waiter.looks();
    do {
      waiter.await(lingerNanos);
    } while (--looks > 0 && !channel.isPublished(target));
  }

  /// Reads the close flags and the rows given up first, then takes note of what was published, then
  /// what a producer waits for.
  private void look() {
    look.closed = channel.isClosed();
    look.cancelled = lines.isCancelled();
    look.givenUp = channel.givenUp();
    look.tail = stock.takePublished();
    look.roomWanted = lines.sleepers().producerNeeds().isAnnounced();
    look.pending = look.closed ? channel.claimed() - look.tail - look.givenUp : Long.MAX_VALUE;
    look.room = room();
  }

  /// How many may leave now: while the queue is open, `minAfterDequeue` stay (R2); after a close,
  /// all may go (R4).
  private int room() {
    int stored = stock.count();
    if (drawing.onlyWhenFull()
        && !look.cancelled
        && look.pending > 0
        && stored < drawing.capacity()) {
      return 0;
    }
    return look.closed ? stored : Math.max(0, stored - drawing.minAfterDequeue());
  }

  private boolean takeEnough(Batch batch, Request request) {
    int missing = request.rows() - batch.held();
    boolean lingered = lingerLeft(batch, request) <= 0;
    if (look.room < missing && !lingered) {
      return false;
    }
    stock.draw(batch, Math.min(missing, look.room));
    return true;
  }

  /// The time ran out: a dequeueAvailable takes what may leave, if that makes at least one row.
  private boolean takeSome(Batch batch, Request request) {
    if (request.mode() != Mode.AVAILABLE || batch.held() + look.room == 0) {
      return false;
    }
    stock.draw(batch, Math.min(request.rows() - batch.held(), look.room));
    return true;
  }

  private long lingerLeft(Batch batch, Request request) {
    if (request.mode() != Mode.AVAILABLE) {
      return Long.MAX_VALUE;
    }
    long age = look.room > 0 ? stock.age() : 0;
    return request.lingerLeft(batch.held() + look.room, age, lines.threads().nanoTime());
  }

  /// After a close: true if nothing more can come, or too little for an exact request.
  private boolean isEnd(Batch batch, Request request) {
    int stored = stock.count();
    return look.closed
        && (look.cancelled
            || look.pending == 0
            || (request.mode() == Mode.EXACTLY
                && !stock.hasEarly()
                && stored + look.pending < request.rows() - batch.held()));
  }

  private boolean takeLast(Batch batch, Request request) {
    int left = batch.held() + stock.count();
    if (request.mode() == Mode.EXACTLY || left == 0) {
      throw new OutOfRangeException(
          "queue '"
              + name
              + "' is closed and has insufficient elements (requested "
              + request.rows()
              + ", current size "
              + left
              + ")");
    }
    stock.draw(batch, stock.count());
    return true;
  }

  private boolean mustMoveAside() {
    return drawing.onlyWhenFull() || (look.roomWanted && drawing.holdsWhileWaiting());
  }

  private void moveAside(Batch batch) {
    stock.moveAside(batch, look.room);
  }

  /// The one position of the publishing order to wait for: the row that completes the request; once
  /// a producer waits for room, or after a close, or while rows wait for an earlier claim, the next
  /// one.
  private long target(Batch batch, Request request) {
    if (look.roomWanted || look.closed || stock.hasEarly()) {
      return look.tail;
    }
    int missing = request.goal(batch.held() + look.room) - batch.held();
    long wanted =
        drawing.onlyWhenFull() ? drawing.capacity() : (long) missing + drawing.minAfterDequeue();
    return look.tail + wanted - stock.count() - 1;
  }

  private boolean isUnchanged() {
    return channel.isClosed() == look.closed
        && lines.isCancelled() == look.cancelled
        && lines.sleepers().producerNeeds().isAnnounced() == look.roomWanted
        && channel.givenUp() == look.givenUp;
  }
}
