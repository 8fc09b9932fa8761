package io.forebay.queue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.ring.NeedWord;
import io.forebay.ring.RunStatus;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.memory.MemoryRefusedException;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;
import java.util.concurrent.atomic.AtomicLong;

/// Claims rows for producers: at once where it can, in line where it must wait. The same for every
/// kind of queue.
final class ProducerSide {
  /// How often a claim may be overtaken before it shuts the gate.
  static final int PATIENCE = 16;

  private final String name;
  private final Channel channel;
  private final Lines lines;
  private final AtomicLong blockedNanos = new AtomicLong();

  ProducerSide(String name, Channel channel, Lines lines) {
    this.name = name;
    this.channel = channel;
    this.lines = lines;
  }

  /// Claims `rows` rows, all or nothing.
  ///
  /// @return false if the time ran out
  boolean claim(Claim claim, int rows, Wait wait, String operation) throws InterruptedException {
    lines.requireNotCancelled(wait, operation);
    if (rows > channel.largestClaim()) {
      throw new InvalidArgumentException(
          "queue '"
              + name
              + "': claim of "
              + rows
              + " rows (expected: at most "
              + channel.largestClaim()
              + ")");
    }
    RunStatus status = channel.tryClaim(claim, rows, rows, false);
    if (status == RunStatus.UNAVAILABLE && wait != Wait.NOT_AT_ALL) {
      status = spin(claim, rows);
    }
    if (status == RunStatus.OK) {
      return true;
    }
    requireOpen(status, operation, 0);
    return (status != RunStatus.UNAVAILABLE || wait != Wait.NOT_AT_ALL)
        && claimInLine(claim, rows, wait, operation);
  }

  /// Copies `total` rows in, in order and contiguous, waiting for room as often as it takes: at
  /// once if there is room for all, else as the head of the line from before the first row to after
  /// the last (Q6, Q11).
  ///
  /// @return how many rows are in; fewer than `total` if the time ran out
  long enqueueMany(Claim claim, long total, Tensor[] stacked, Wait wait)
      throws InterruptedException {
    lines.requireNotCancelled(wait, "enqueueMany");
    if (total <= claim.maxRows()) {
      channel.expectRows(claim, stacked, 0);
      RunStatus status = channel.tryClaim(claim, (int) total, (int) total, false);
      if (status == RunStatus.OK) {
        copyIn(claim, stacked, 0);
        return total;
      }
      requireOpen(status, "enqueueMany", 0);
    }
    return enqueueInLine(claim, total, stacked, wait);
  }

  long blockedNanos() {
    return blockedNanos.get();
  }

  /// Looks a few times more before the caller joins the line: at how far the other side has come.
  private RunStatus spin(Claim claim, int rows) {
    int spins = lines.spins(lines.producers());
    RunStatus status = RunStatus.UNAVAILABLE;
    while (status == RunStatus.UNAVAILABLE && spins > 0) {
      do {
        lines.threads().pause();
      } while (--spins > 0 && !channel.mayHaveRoom(rows));
      status = channel.tryClaim(claim, rows, rows, false);
    }
    return status;
  }

  private boolean claimInLine(Claim claim, int rows, Wait wait, String operation)
      throws InterruptedException {
    Waiter waiter = Waiter.current();
    WaitingLine line = lines.producers();
    lines.begin(waiter, wait, operation, rows);
    try {
      if (!lines.reachHead(line, waiter, rows)) {
        return false;
      }
      return claimAsHead(claim, rows, waiter, operation);
    } finally {
      blockedNanos.addAndGet(lines.end(line, waiter));
    }
  }

  private boolean claimAsHead(Claim claim, int rows, Waiter waiter, String operation)
      throws InterruptedException {
    while (true) {
      RunStatus status = channel.tryClaim(claim, rows, rows, true);
      if (status == RunStatus.OK) {
        return true;
      }
      requireOpen(status, operation, 0);
      if (!awaitRoom(claim, rows, waiter)) {
        return false;
      }
    }
  }

  private long enqueueInLine(Claim claim, long total, Tensor[] stacked, Wait wait)
      throws InterruptedException {
    Waiter waiter = Waiter.current();
    WaitingLine line = lines.producers();
    lines.begin(waiter, wait, "enqueueMany", total);
    long done = 0;
    try {
      if (!lines.reachHead(line, waiter, WaitingLine.ALL)) {
        return 0;
      }
      while (done < total) {
        int most = (int) Math.min(total - done, claim.maxRows());
        channel.expectRows(claim, stacked, done);
        RunStatus status = channel.tryClaim(claim, 1, most, true);
        if (status == RunStatus.OK) {
          done += copyIn(claim, stacked, done);
        } else {
          requireOpen(status, "enqueueMany", done);
          if (!awaitRoom(claim, 1, waiter)) {
            break;
          }
        }
      }
      return done;
    } catch (CancelledException e) {
      throw e.rowsEnqueued() == done
          ? e
          : new CancelledException(e.getMessage() + suffix(done, total), done);
    } catch (InterruptedException e) {
      throw done == 0
          ? e
          : new EnqueueInterruptedException(e.getMessage() + suffix(done, total), done);
    } catch (MemoryRefusedException e) {
      throw done == 0 ? e : new EnqueueRefusedException(e, suffix(done, total), done);
    } finally {
      blockedNanos.addAndGet(lines.end(line, waiter));
    }
  }

  private static String suffix(long done, long total) {
    return "; " + done + " of " + total + " rows are in";
  }

  private int copyIn(Claim claim, Tensor[] stacked, long from) {
    claim.opened();
    try {
      channel.copyIn(claim, stacked, from);
      return claim.publish();
    } finally {
      claim.close();
    }
  }

  /// Announces, looks again, waits: the writer's half of the hand-over.
  ///
  /// @return false if the time ran out
  private boolean awaitRoom(Claim claim, int rows, Waiter waiter) throws InterruptedException {
    long missing = channel.missingRoom(claim, rows);
    if (missing < 0) {
      return true;
    }
    if (lines.mustEnd(waiter)) {
      return false;
    }
    NeedWord need = lines.sleepers().producerNeeds();
    need.announce(missing);
    if (lines.sleepers().consumerNeeds().isAnnounced()) {
      lines.wakeConsumer();
    }
    if (channel.isMissing(claim, missing) && !channel.isClosed()) {
      int looks = waiter.looks();
      do {
        waiter.await();
      } while (--looks > 0 && channel.isMissing(claim, missing));
      if (waiter.countOvertaking(channel.claimed()) >= PATIENCE) {
        lines.producers().shutGate(waiter);
      }
    }
    return true;
  }

  private void requireOpen(RunStatus status, String operation, long done) {
    if (status == RunStatus.CLOSED) {
      String why = lines.isCancelled() ? "is closed, pending enqueues are cancelled" : "is closed";
      throw new CancelledException(
          "queue '" + name + "' " + why + ": " + operation + " was cancelled", done);
    }
  }
}
