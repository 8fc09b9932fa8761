package io.forebay.differential;

import io.forebay.queue.TensorQueue;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs operations on a queue of Forebay, each call on a thread of its own, and waits after each
/// until all threads have returned or sleep. So it needs no prediction: what the queue does is what
/// it has done when all is quiet.
final class ForebayDriver implements QueueDriver {
  private final ForebayQueues queues;
  private final Workers workers;
  private final Setting setting;
  private final TensorQueue queue;
  private final boolean pooled;
  private final long salt;
  private final List<Caller> callers = new ArrayList<>();
  private final List<Integer> cancelledEarly = new ArrayList<>();
  private final Map<Long, Integer> widths = new HashMap<>();
  private final AtomicInteger lent = new AtomicInteger();

  ForebayDriver(ForebayQueues queues, Script script) {
    this.queues = queues;
    this.workers = queues.workers();
    this.setting = script.setting();
    this.salt = script.salt();
    this.pooled = ForebayQueues.isPooled(setting, salt);
    this.queue = queues.queue(setting, pooled, salt);
  }

  TensorQueue queue() {
    return queue;
  }

  Kind kind() {
    return setting.kind();
  }

  int minAfterDequeue() {
    return setting.minAfterDequeue();
  }

  long capacity() {
    return setting.capacity() < 0 ? Long.MAX_VALUE : setting.capacity();
  }

  /// True if memory may be lent; not where bytes are counted, as those would not count.
  boolean mayLend() {
    return pooled && !setting.inBytes();
  }

  void interrupt(Thread thread) {
    workers.interrupt(thread);
  }

  /// Memory that stays until the queue is freed.
  Arena memory() {
    return queues.memory();
  }

  /// The widths of all rows so far.
  Map<Long, Integer> widths() {
    return widths;
  }

  /// Memory is being lent; what to run when it is given back.
  Runnable lend() {
    lent.incrementAndGet();
    return lent::decrementAndGet;
  }

  @Override
  public Attempt start(Op op, boolean expectBlocked) {
    int index = callers.size();
    Caller caller = new Caller(this, op, way(index));
    callers.add(caller);
    if (cancelledEarly.contains(index)) {
      caller.cancel();
    }
    switch (op) {
      case Op.Size _ -> caller.answer(queue.size());
      case Op.IsClosed _ -> caller.answer(queue.isClosed() ? 1 : 0);
      case Op.Cancel(int which) -> cancel(caller, which);
      case Op.Enqueue(Row row) -> start(caller, List.of(row));
      case Op.EnqueueMany(List<Row> rows) -> start(caller, rows);
      default -> workers.start(caller);
    }
    workers.awaitQuiet();
    return caller;
  }

  private void start(Caller caller, List<Row> rows) {
    for (Row row : rows) {
      widths.put(row.id(), row.width());
    }
    workers.start(caller);
  }

  private void cancel(Caller caller, int which) {
    if (which < callers.size()) {
      callers.get(which).cancel();
    } else {
      cancelledEarly.add(which);
    }
    caller.answer(0);
  }

  private int way(int index) {
    long mixed = (salt + index) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40);
  }

  @Override
  public boolean needsPrediction() {
    return false;
  }

  @Override
  public State state() {
    return new State(
        queue.size(), queue.isClosed() ? 1 : 0, queue.waitingProducers(), queue.waitingConsumers());
  }

  /// Ends by a cancelling close what still waits; then nothing is claimed, held or lent.
  ///
  /// @throws Disagreement if something is; threads and memory are then left alone
  @Override
  public void close() {
    workers.start(new Caller(this, new Op.Close(true), 0));
    workers.awaitQuiet();
    String left = workers.sleeping() > 0 ? callers.toString() : free();
    if (!left.isEmpty()) {
      queues.abandon();
      throw new Disagreement("left after a cancelling close: " + left);
    }
    queues.freed();
  }

  /// What is still in use, or nothing.
  private String free() {
    try {
      queue.free();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
    return lent.get() == 0 ? "" : lent + " elements whose memory was lent";
  }
}
