package io.forebay.differential;

import io.forebay.differential.Outcome.Status;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The rules of queues as a program: what every operation must do, for one that is started when all
/// others have ended or wait in a line. Single-threaded.
///
/// What the rules leave open, such as the draws of a shuffle queue, the real queue's results decide
/// ([Choices]); that they are possible is checked. Every rule counts how often it decided.
final class ModelQueue {
  private final ModelState queue;
  private final RuleCounts rules;
  private final EnqueueLine enqueues;
  private final DequeueLine dequeues;
  private final List<Integer> cancelledEarly = new ArrayList<>();
  private int started;

  ModelQueue(Setting setting, Target target, RuleCounts rules) {
    this.queue = new ModelState(setting, target, rules);
    this.rules = rules;
    this.enqueues = new EnqueueLine(queue);
    this.dequeues = new DequeueLine(queue, enqueues);
  }

  /// True if the operation would have to wait for another one.
  boolean wouldBlock(Op op) {
    ModelQueue copy = new ModelQueue(queue.setting, queue.target, new RuleCounts());
    copy.queue.copyFrom(queue);
    copy.cancelledEarly.addAll(cancelledEarly);
    copy.started = started;
    return copy.start(op, Choices.ANY).stream().noneMatch(one -> one.op() == started);
  }

  /// Does the script's next operation; those that ended by it, itself or others, in the order in
  /// which they did.
  ///
  /// @throws Disagreement if the real queue chose what it could not
  List<Ended> start(Op op, Choices real) {
    queue.begin(real);
    int index = started++;
    switch (op) {
      case Op.Enqueue(Row row) -> enqueue(index, Pending.Kind.ENQUEUE, List.of(row));
      case Op.EnqueueMany(List<Row> rows) -> enqueueMany(index, rows);
      case Op.EnqueueWrongShape _ -> wrongShape(index);
      case Op.Dequeue _ -> dequeue(index, Pending.Kind.DEQUEUE, 1);
      case Op.DequeueMany(int n) -> dequeueMany(index, Pending.Kind.DEQUEUE_MANY, n);
      case Op.DequeueUpTo(int n) -> dequeueMany(index, Pending.Kind.DEQUEUE_UP_TO, n);
      case Op.Close(boolean cancel) -> close(index, cancel);
      case Op.Size _ -> size(index);
      case Op.IsClosed _ -> queue.end(Rule.Q48, index, Outcome.answer(queue.closed ? 1 : 0));
      case Op.Cancel(int which) -> cancel(index, which);
    }
    serveBothLines();
    observeSize();
    return queue.ended;
  }

  boolean isClosed() {
    return queue.closed;
  }

  /// Length of the enqueue line.
  int waitingProducers() {
    return queue.enqueues.size();
  }

  /// Length of the dequeue line.
  int waitingConsumers() {
    return queue.dequeues.size();
  }

  /// True if the operation of that number waits in a line.
  boolean isWaiting(int op) {
    return ModelState.find(queue.enqueues, op) != null
        || ModelState.find(queue.dequeues, op) != null;
  }

  /// Serves the enqueue line, then the dequeue line, until a whole round changes nothing.
  private void serveBothLines() {
    boolean both = !queue.enqueues.isEmpty() && !queue.dequeues.isEmpty();
    if (enqueues.serve() && both) {
      rules.count(Rule.Q8);
    }
    do {
      rules.count(Rule.Q3);
    } while (queue.isSideBySide() ? serveSideBySide() : dequeues.serve() | enqueues.serve());
  }

  /// Enqueues are served whenever a dequeue has taken something. Which rows a dequeue of a priority
  /// queue saw makes a difference: so they come one by one there.
  private boolean serveSideBySide() {
    return queue.is(Kind.PRIORITY)
        ? dequeues.serve() | enqueues.serveOne()
        : dequeues.serveOne() | enqueues.serve();
  }

  private void enqueue(int index, Pending.Kind kind, List<Row> rows) {
    append(queue.enqueues, Pending.enqueue(index, kind, rows));
  }

  private void dequeue(int index, Pending.Kind kind, int n) {
    append(queue.dequeues, Pending.dequeue(index, kind, n));
  }

  private void append(Deque<Pending> line, Pending pending) {
    if (cancelledEarly.contains(pending.op)) {
      queue.end(Rule.Q58, pending.op, pending.cancelled());
      return;
    }
    rules.count(Rule.Q2);
    line.add(pending);
  }

  private void enqueueMany(int index, List<Row> rows) {
    if (rows.isEmpty()) {
      queue.end(Rule.Q18, index, Outcome.DONE);
    } else {
      enqueue(index, Pending.Kind.ENQUEUE_MANY, rows);
    }
  }

  private void wrongShape(int index) {
    if (queue.closed) {
      rules.count(Rule.Q15);
    }
    queue.end(Rule.Q16, index, Outcome.failed(Status.INVALID_ARGUMENT));
  }

  private void dequeueMany(int index, Pending.Kind kind, int n) {
    if (kind == Pending.Kind.DEQUEUE_UP_TO) {
      rules.count(Rule.Q40);
    }
    if (n < 0) {
      queue.end(Rule.Q28, index, Outcome.failed(Status.INVALID_ARGUMENT));
    } else if (n == 0) {
      if (queue.setting.kind() == Kind.PADDING) {
        rules.count(Rule.D7);
      }
      queue.end(Rule.Q28, index, Outcome.DONE);
    } else {
      dequeue(index, kind, n);
    }
  }

  private void close(int index, boolean cancel) {
    if (cancel) {
      queue.closed = true;
      failPendingEnqueues();
      queue.end(Rule.Q44, index, Outcome.DONE);
      return;
    }
    if (!queue.enqueues.isEmpty()) {
      rules.count(Rule.Q41);
    }
    rules.count(Rule.Q2);
    queue.enqueues.add(Pending.close(index)); // a caller cancelled before closes all the same (Q42)
  }

  private void failPendingEnqueues() {
    for (Pending pending : queue.enqueues) {
      boolean isClose = pending.kind == Pending.Kind.CLOSE;
      queue.end(isClose ? Rule.Q42 : Rule.Q22, pending.op, pending.cancelled());
    }
    queue.enqueues.clear();
  }

  private void size(int index) {
    if (queue.store.held() > 0) {
      rules.count(Rule.Q13);
    }
    boolean any = queue.target.has(Deviation.HOLDS_NOTHING_WHILE_IT_WAITS);
    long size = any && queue.choices.size() >= 0 ? queue.choices.size() : queue.store.stored();
    queue.end(Rule.Q47, index, Outcome.answer(size));
  }

  private void cancel(int index, int which) {
    queue.end(Rule.Q56, index, Outcome.DONE);
    if (which >= started) {
      cancelledEarly.add(which);
      return;
    }
    Pending producer = ModelState.find(queue.enqueues, which);
    Pending consumer = ModelState.find(queue.dequeues, which);
    if (producer != null && producer.kind == Pending.Kind.CLOSE) {
      rules.count(Rule.Q42);
    } else if (producer != null) {
      queue.enqueues.remove(producer);
      queue.end(Rule.Q53, which, producer.cancelled());
    } else if (consumer != null) {
      cancelDequeue(consumer);
    }
  }

  private void cancelDequeue(Pending consumer) {
    if (consumer == queue.dequeues.peek() && queue.store.held() > 0) {
      rules.count(Rule.Q57);
      if (queue.target.has(Deviation.CANCELLED_GIVES_BACK)) {
        dequeues.giveBack();
      } else {
        queue.store.drop();
      }
    }
    queue.dequeues.remove(consumer);
    queue.end(Rule.Q53, consumer.op, consumer.cancelled());
  }

  private void observeSize() {
    long size = queue.choices.size();
    if (size == Choices.UNKNOWN) {
      return;
    }
    Store store = queue.store;
    if (queue.target.has(Deviation.HOLDS_NOTHING_WHILE_IT_WAITS)) {
      queue.aside.observe(size, store.all(), store.held(), queue.setting.capacity());
    } else if (size != store.stored()) {
      throw new Disagreement("size " + size + " (expected: " + store.stored() + ")");
    }
  }
}
