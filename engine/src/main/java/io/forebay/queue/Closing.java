package io.forebay.queue;

import io.forebay.error.CancelledException;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;

/// Both ways to close a queue.
final class Closing {
  private final String name;
  private final Channel channel;
  private final Lines lines;

  Closing(String name, Channel channel, Lines lines) {
    this.name = name;
    this.channel = channel;
    this.lines = lines;
  }

  /// Plain close: stands in the producers' line, so that enqueues which waited before are served
  /// and later ones fail (Q21, Q41); then waits for the claims in flight.
  void closeAfterPending() throws InterruptedException {
    Waiter waiter = Waiter.current();
    lines.begin(waiter, Wait.FOREVER, "close", 0);
    try {
      closeAsHead(waiter);
      lines.wakeConsumer();
      awaitClaims(waiter);
    } finally {
      waiter.end();
    }
  }

  /// Cancelling close: at once, and without a line. The flags in this order: who sees `closed` sees
  /// why.
  void cancel() {
    lines.cancel();
    channel.close();
    lines.wakeAll();
  }

  private void closeAsHead(Waiter waiter) throws InterruptedException {
    WaitingLine line = lines.producers();
    try {
      lines.reachHead(line, waiter, WaitingLine.ALL);
      if (!channel.close()) {
        String how = lines.isCancelled() ? "was closed with cancel" : "is already closed";
        throw new CancelledException("queue '" + name + "' " + how + ": close was cancelled");
      }
    } finally {
      line.leave(waiter);
    }
  }

  /// Announces itself, looks, waits; whoever publishes, buries or gives up wakes it. There is one
  /// at most: only the first plain close comes here.
  private void awaitClaims(Waiter waiter) throws InterruptedException {
    lines.closer(waiter);
    try {
      while (!lines.isCancelled() && channel.hasClaimsInFlight()) {
        lines.mustEnd(waiter);
        waiter.await();
      }
    } finally {
      lines.noCloser();
    }
  }
}
