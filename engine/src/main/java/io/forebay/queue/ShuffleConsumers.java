package io.forebay.queue;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;
import java.util.concurrent.atomic.AtomicLong;

/// Takes rows of a shuffle queue. Whoever is head of the consumers' line is the sampler: it draws
/// all it needs, leaves the line, gathers the rows into its batch's own memory and frees them; so
/// several consumers gather at once, and a batch holds no slot.
///
/// While a producer waits for room, and the request is still short, rows that may leave are moved
/// aside, so that neither waits for the other; if the request fails they become residents again.
final class ShuffleConsumers implements Consumers {
  private final String name;
  private final int capacity;
  private final int minAfterDequeue;
  private final boolean deterministic;
  private final ShuffleChannel channel;
  private final Lines lines;
  private final Slots slots;
  private final BlockPool pool;
  private final Sampler sampler;
  private final AtomicLong blockedNanos = new AtomicLong();
  private final AtomicLong copies = new AtomicLong();
  private final Look look = new Look();

  ShuffleConsumers(
      QueueConfig config,
      ShuffleConfig shuffle,
      ShuffleChannel channel,
      Lines lines,
      Storage storage) {
    this.name = config.name();
    this.capacity = config.capacity();
    this.minAfterDequeue = shuffle.minAfterDequeue();
    this.deterministic = shuffle.deterministic();
    this.channel = channel;
    this.lines = lines;
    this.slots = storage.slots();
    this.pool = storage.blocks();
    this.sampler = new Sampler(channel, lines.threads(), pool, capacity, shuffle.seed());
  }

  /// What the sampler saw when it last looked, in the order of the fields; belongs to the head of
  /// the line.
  private static final class Look {
    boolean closed;
    boolean cancelled;
    long tail;
    boolean roomWanted;
    long givenUp;
    long pending;
    int room;
  }

  @Override
  public boolean take(Batch batch, Request request) throws InterruptedException {
    lines.requireNotCancelled(request.howLong(), request.operation());
    Block own = batch.ownMemory(pool);
    Waiter waiter = batch.waiter();
    WaitingLine line = lines.consumers();
    boolean taken = false;
    try {
      taken = line.join(waiter, false) && takeNow(batch, request, own);
      if (!taken) {
        lines.begin(waiter, request.howLong(), request.operation(), request.rows());
        taken = lines.awaitHead(line, waiter) && takeAsHead(batch, request, own, waiter);
      }
    } finally {
      if (!taken) {
        giveBack(batch);
      }
      if (waiter.isBegun()) {
        blockedNanos.addAndGet(lines.end(line, waiter));
      } else {
        line.leave(waiter);
      }
    }
    if (taken) {
      show(batch, own);
    }
    return taken;
  }

  @Override
  public void release(Batch batch) {
    batch.returnMemory(pool);
  }

  /// Rows handed back are residents.
  @Override
  public long rowsKept() {
    return 0;
  }

  @Override
  public long blockedNanos() {
    return blockedNanos.get();
  }

  @Override
  public long copies() {
    return copies.get();
  }

  private boolean takeNow(Batch batch, Request request, Block own) {
    look();
    return takeEnough(batch, request, own);
  }

  private boolean takeAsHead(Batch batch, Request request, Block own, Waiter waiter)
      throws InterruptedException {
    while (true) {
      look();
      if (takeEnough(batch, request, own)) {
        return true;
      }
      if (isEnd(batch, request)) {
        return takeLast(batch, request, own);
      }
      if (look.room > 0 && (look.roomWanted || deterministic)) {
        moveAside(batch, own);
      } else {
        if (lines.mustEnd(waiter)) {
          return takeSome(batch, request, own);
        }
        long target = target(batch, request);
        lines.sleepers().consumerNeeds().announce(target);
        if (isUnchanged() && channel.ready().tail() <= target) {
          await(target, lingerLeft(batch, request), waiter);
        }
      }
    }
  }

  private void await(long target, long lingerNanos, Waiter waiter) {
    int looks = waiter.looks();
    do {
      waiter.await(lingerNanos);
    } while (--looks > 0 && !channel.ready().isPushed(target));
  }

  /// Reads the close flags first, then READY's tail and every number up to it, then what a producer
  /// waits for.
  private void look() {
    look.closed = channel.isClosed();
    look.cancelled = lines.isCancelled();
    look.tail = sampler.takePublished();
    look.roomWanted = lines.sleepers().producerNeeds().isAnnounced();
    look.givenUp = channel.givenUp();
    look.pending = look.closed ? channel.claimed() - look.tail - look.givenUp : Long.MAX_VALUE;
    look.room = room();
  }

  /// How many may leave now: while the queue is open, `minAfterDequeue` stay (R2); after a close,
  /// all may go (R4).
  private int room() {
    int stored = sampler.count();
    if (deterministic && !look.cancelled && look.pending > 0 && stored < capacity) {
      return 0;
    }
    return look.closed ? stored : Math.max(0, stored - minAfterDequeue);
  }

  private boolean takeEnough(Batch batch, Request request, Block own) {
    int missing = request.rows() - batch.held();
    boolean lingered = lingerLeft(batch, request) <= 0;
    if (look.room < missing && !lingered) {
      return false;
    }
    drawInto(batch, Math.min(missing, look.room), own);
    return true;
  }

  /// The time ran out: a dequeueAvailable takes what may leave, if that makes at least one row.
  private boolean takeSome(Batch batch, Request request, Block own) {
    if (request.mode() != Mode.AVAILABLE || batch.held() + look.room == 0) {
      return false;
    }
    drawInto(batch, Math.min(request.rows() - batch.held(), look.room), own);
    return true;
  }

  private long lingerLeft(Batch batch, Request request) {
    return request.mode() == Mode.AVAILABLE
        ? request.lingerLeft(batch.held() + look.room, 0, lines.threads().nanoTime())
        : Long.MAX_VALUE;
  }

  /// After a close: true if nothing more can come, or too little for an exact request.
  private boolean isEnd(Batch batch, Request request) {
    int stored = sampler.count();
    return look.closed
        && (look.cancelled
            || look.pending == 0
            || (request.mode() == Mode.EXACTLY
                && stored + look.pending < request.rows() - batch.held()));
  }

  private boolean takeLast(Batch batch, Request request, Block own) {
    int left = batch.held() + sampler.count();
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
    drawInto(batch, sampler.count(), own);
    return true;
  }

  /// Draws behind the rows held aside; they are gathered once the line is left.
  private void drawInto(Batch batch, int rows, Block own) {
    sampler.draw(batch.held(), rows, own);
    batch.drawn(rows);
  }

  private void moveAside(Batch batch, Block own) {
    int rows = look.room;
    sampler.ensureRoomToGiveBack(batch.held() + rows);
    sampler.draw(batch.held(), rows, own);
    gather(batch.held(), rows, own);
    batch.hold(rows);
  }

  /// The one position of READY to wait for: the row that completes the request; once a producer
  /// waits for room, or after a close, the next one.
  private long target(Batch batch, Request request) {
    if (look.roomWanted || look.closed) {
      return look.tail;
    }
    int missing = request.goal(batch.held() + look.room) - batch.held();
    long wanted = deterministic ? capacity : (long) missing + minAfterDequeue;
    return look.tail + wanted - sampler.count() - 1;
  }

  private boolean isUnchanged() {
    return channel.isClosed() == look.closed
        && lines.isCancelled() == look.cancelled
        && lines.sleepers().producerNeeds().isAnnounced() == look.roomWanted
        && (!look.closed || channel.givenUp() == look.givenUp);
  }

  /// The request failed: rows moved aside for it become residents again.
  private void giveBack(Batch batch) {
    int rows = batch.letGo();
    if (rows == 0) {
      batch.returnMemory(pool);
    } else {
      pool.keep();
      sampler.giveBack(batch.surrenderMemory(), rows);
    }
  }

  private void show(Batch batch, Block own) {
    int drawn = batch.letGoDrawn();
    int held = batch.letGo();
    gather(held, drawn, own);
    copies.incrementAndGet();
    batch.showOwnMemory(held + drawn);
  }

  /// Copies drawn rows into the batch's own memory, then frees them.
  private void gather(int from, int rows, Block own) {
    int[] numbers = own.numbers();
    slots.gather(numbers, from, rows, own, from);
    int kept = from;
    for (int i = from; i < from + rows; i++) {
      if (numbers[i] >= 0) {
        numbers[kept++] = numbers[i];
      }
    }
    if (kept > from) {
      channel.setFree(numbers, from, kept - from);
    }
  }
}
