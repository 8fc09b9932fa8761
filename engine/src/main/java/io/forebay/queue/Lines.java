package io.forebay.queue;

import io.forebay.error.CancelledException;
import io.forebay.ring.Cursor;
import io.forebay.ring.Flag;
import io.forebay.ring.Layout;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Wakeups;
import io.forebay.ring.Words;
import io.forebay.wait.End;
import io.forebay.wait.Threads;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.WaitingLine;
import org.jspecify.annotations.Nullable;

/// The two lines of a queue, the words by which they are woken, and the flag of a cancelling close.
final class Lines implements Wakeups {
  private final Sleepers sleepers;
  private final Flag cancelled;
  private final Leases leases;
  private final Threads threads;
  private final QueueConfig config;
  private final Words words;
  private final Offsets offsets;
  private WaitingLine producers; // set once by connect, before the queue is published
  private WaitingLine consumers;
  private volatile @Nullable Waiter closer;

  /// Where its words lie.
  record Offsets(long producers, long consumers, long cancelled, Sleepers.Offsets sleepers) {
    static Offsets in(Layout layout) {
      return new Offsets(layout.word(), layout.word(), layout.word(), Sleepers.Offsets.in(layout));
    }
  }

  Lines(QueueConfig config, Words words, Offsets offsets) {
    this.config = config;
    this.words = words;
    this.offsets = offsets;
    this.leases = new Leases(config.name(), config.seams().threads());
    this.threads = leases.watching();
    this.sleepers = new Sleepers(words, offsets.sleepers(), this, config.waiting().isParking());
    this.cancelled = new Flag(words, offsets.cancelled());
    this.producers = line(offsets.producers(), (shut, rows) -> {});
    this.consumers = line(offsets.consumers(), (shut, rows) -> {});
  }

  /// Lets the producers' line shut the gate of that cursor.
  void gateProducers(Cursor cursor) {
    producers =
        new WaitingLine(
            words, offsets.producers(), sleepers.producerNeeds(), cursor::gate, threads);
  }

  /// Lets the consumers' line shut the gate of that cursor.
  void gateConsumers(Cursor cursor) {
    consumers =
        new WaitingLine(
            words, offsets.consumers(), sleepers.consumerNeeds(), cursor::gate, threads);
  }

  private WaitingLine line(long at, WaitingLine.Gate gate) {
    boolean producing = at == offsets.producers();
    return new WaitingLine(
        words, at, producing ? sleepers.producerNeeds() : sleepers.consumerNeeds(), gate, threads);
  }

  WaitingLine producers() {
    return producers;
  }

  WaitingLine consumers() {
    return consumers;
  }

  Sleepers sleepers() {
    return sleepers;
  }

  Leases leases() {
    return leases;
  }

  Threads threads() {
    return threads;
  }

  /// True from the moment a cancelling close began. Read after the closed flag of the cursor.
  boolean isCancelled() {
    return cancelled.isUp();
  }

  void cancel() {
    cancelled.set(true);
  }

  /// A cancelling close has set `closed`: everybody looks again.
  void wakeAll() {
    wakeConsumer();
    wakeProducer();
    wakeCloser();
  }

  @Override
  public void wakeProducer() {
    producers.wakeHead();
  }

  @Override
  public void wakeConsumer() {
    consumers.wakeHead();
  }

  @Override
  public void wakeCloser() {
    Waiter waiter = closer;
    if (waiter != null) {
      waiter.signal();
    }
  }

  /// True while a plain close waits for claims in flight.
  boolean hasCloser() {
    return closer != null;
  }

  /// That plain close waits from now on.
  void closer(Waiter waiter) {
    closer = waiter;
    sleepers.closing().set(true);
  }

  /// It waits no more. The flag first: without a closer the queue may be freed, and its words with
  /// it.
  void noCloser() {
    sleepers.closing().set(false);
    closer = null;
  }

  /// Begins a wait on this queue for that operation.
  void begin(Waiter waiter, Wait wait, String operation, long rows) {
    waiter.begin(threads, config.waiting(), wait, config.name(), operation, rows);
  }

  /// Leaves the line and ends the wait, also if the line cannot be left because the queue's memory
  /// was freed: a waiter that stayed with its cancellation would be there twice after its next
  /// wait.
  ///
  /// @return how long the wait took, in nanoseconds
  long end(WaitingLine line, Waiter waiter) {
    try {
      line.leave(waiter);
    } catch (RuntimeException | Error e) {
      waiter.end();
      throw e;
    }
    return waiter.end();
  }

  /// How often a newcomer to that line pauses and looks again before it joins: an empty one only,
  /// so that spinning overtakes nobody.
  int spins(WaitingLine line) {
    return line.isEmpty() ? threads.spins() : 0;
  }

  /// Joins the line and waits until the waiter is its head. Meanwhile newcomers that ask for fewer
  /// rows do not overtake it.
  ///
  /// @return false if its time ran out
  boolean reachHead(WaitingLine line, Waiter waiter, int rows) throws InterruptedException {
    return line.join(waiter, rows) || awaitHead(line, waiter);
  }

  /// Waits until the waiter, who joined the line, is its head.
  ///
  /// @return false if its time ran out
  boolean awaitHead(WaitingLine line, Waiter waiter) throws InterruptedException {
    while (!line.isHead(waiter)) {
      if (mustEnd(waiter)) {
        return false;
      }
      waiter.await();
    }
    return true;
  }

  /// Whether the wait must end for lack of time.
  ///
  /// @throws CancelledException if it was cancelled
  /// @throws InterruptedException if its thread was interrupted
  boolean mustEnd(Waiter waiter) throws InterruptedException {
    End end = waiter.ended();
    return switch (end) {
      case NOT_YET -> false;
      case TIMED_OUT -> true;
      case INTERRUPTED -> throw new InterruptedException(waiter + ", interrupted");
      case CANCELLED -> throw new CancelledException(waiter + " was cancelled");
    };
  }

  /// Fails an operation whose caller is cancelled already, before it enters a line (Q58).
  void requireNotCancelled(Wait wait, String operation) {
    if (wait.isCancelled()) {
      throw new CancelledException(
          "queue '" + config.name() + "': " + operation + " was cancelled before it began");
    }
  }
}
