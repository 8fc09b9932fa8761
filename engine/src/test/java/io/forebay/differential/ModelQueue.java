package io.forebay.differential;

import io.forebay.differential.Outcome.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// The rules of queues as a program: what every operation must do, for one that is started when all
/// others have ended or wait in a line. Single-threaded.
///
/// What the rules leave open, such as the draws of a shuffle queue, the real queue's results decide
/// ([Choices]); that they are possible is checked. Every rule counts how often it decided.
final class ModelQueue {
  private final Setting setting;
  private final Target target;
  private final RuleCounts rules;
  private final Store store;
  private final Aside aside;
  private final Deque<Pending> enqueues = new ArrayDeque<>();
  private final Deque<Pending> dequeues = new ArrayDeque<>();
  private final List<Integer> cancelledEarly = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();
  private Choices choices = Choices.ANY;
  private boolean closed;
  private boolean shortBatch; // this and the next two: by this operation
  private boolean drew;
  private boolean cameIn;
  private boolean foundRoom;
  private int started;

  ModelQueue(Setting setting, Target target, RuleCounts rules) {
    this.setting = setting;
    this.target = target;
    this.rules = rules;
    this.store = Store.of(setting.kind(), target, rules);
    this.aside = new Aside(setting);
    rules.count(Rule.Q1);
  }

  /// An equal one, whose rules are not counted.
  ModelQueue copy() {
    ModelQueue copy = new ModelQueue(setting, target, new RuleCounts());
    copy.store.copyFrom(store);
    copy.aside.copyFrom(aside);
    enqueues.forEach(pending -> copy.enqueues.add(pending.copy()));
    dequeues.forEach(pending -> copy.dequeues.add(pending.copy()));
    copy.cancelledEarly.addAll(cancelledEarly);
    copy.closed = closed;
    copy.started = started;
    return copy;
  }

  /// True if the operation would have to wait for another one.
  boolean wouldBlock(Op op) {
    ModelQueue copy = copy();
    int index = started;
    return copy.start(op, Choices.ANY).stream().noneMatch(one -> one.op() == index);
  }

  /// Does the script's next operation; those that ended by it, itself or others, in the order in
  /// which they did.
  ///
  /// @throws Disagreement if the real queue chose what it could not
  List<Ended> start(Op op, Choices real) {
    choices = real;
    ended.clear();
    shortBatch = false;
    drew = false;
    cameIn = false;
    int index = started++;
    switch (op) {
      case Op.Enqueue(Row row) ->
          append(enqueues, Pending.enqueue(index, Pending.Kind.ENQUEUE, List.of(row)));
      case Op.EnqueueMany(List<Row> rows) -> enqueueMany(index, rows);
      case Op.EnqueueWrongShape _ -> wrongShape(index);
      case Op.Dequeue _ -> append(dequeues, Pending.dequeue(index, Pending.Kind.DEQUEUE, 1));
      case Op.DequeueMany(int n) -> dequeueMany(index, Pending.Kind.DEQUEUE_MANY, n);
      case Op.DequeueUpTo(int n) -> dequeueMany(index, Pending.Kind.DEQUEUE_UP_TO, n);
      case Op.Close(boolean cancel) -> close(index, cancel);
      case Op.Size _ -> size(index);
      case Op.IsClosed _ -> end(Rule.Q48, index, Outcome.answer(closed ? 1 : 0));
      case Op.Cancel(int which) -> cancel(index, which);
    }
    serveBothLines();
    observeSize();
    return ended;
  }

  boolean isClosed() {
    return closed;
  }

  /// Length of the enqueue line.
  int waitingProducers() {
    return enqueues.size();
  }

  /// Length of the dequeue line.
  int waitingConsumers() {
    return dequeues.size();
  }

  /// True if the operation of that number waits in a line.
  boolean isWaiting(int op) {
    return find(enqueues, op) != null || find(dequeues, op) != null;
  }

  // what an operation does before it enters a line

  private void append(Deque<Pending> line, Pending pending) {
    if (cancelledEarly.contains(pending.op)) {
      end(Rule.Q58, pending.op, pending.cancelled());
      return;
    }
    rules.count(Rule.Q2);
    line.add(pending);
  }

  private void enqueueMany(int index, List<Row> rows) {
    if (rows.isEmpty()) {
      end(Rule.Q18, index, Outcome.DONE);
    } else {
      append(enqueues, Pending.enqueue(index, Pending.Kind.ENQUEUE_MANY, rows));
    }
  }

  private void wrongShape(int index) {
    if (closed) {
      rules.count(Rule.Q15);
    }
    end(Rule.Q16, index, Outcome.failed(Status.INVALID_ARGUMENT));
  }

  private void dequeueMany(int index, Pending.Kind kind, int n) {
    if (kind == Pending.Kind.DEQUEUE_UP_TO) {
      rules.count(Rule.Q40);
    }
    if (n < 0) {
      end(Rule.Q28, index, Outcome.failed(Status.INVALID_ARGUMENT));
    } else if (n == 0) {
      if (setting.kind() == Kind.PADDING) {
        rules.count(Rule.D7);
      }
      end(Rule.Q28, index, Outcome.DONE);
    } else {
      append(dequeues, Pending.dequeue(index, kind, n));
    }
  }

  private void close(int index, boolean cancel) {
    if (cancel) {
      closed = true;
      failPendingEnqueues();
      end(Rule.Q44, index, Outcome.DONE);
      return;
    }
    if (!enqueues.isEmpty()) {
      rules.count(Rule.Q41);
    }
    rules.count(Rule.Q2);
    enqueues.add(Pending.close(index)); // a caller cancelled before closes all the same (Q42)
  }

  private void failPendingEnqueues() {
    for (Pending pending : enqueues) {
      boolean isClose = pending.kind == Pending.Kind.CLOSE;
      end(isClose ? Rule.Q42 : Rule.Q22, pending.op, pending.cancelled());
    }
    enqueues.clear();
  }

  private void size(int index) {
    if (store.held() > 0) {
      rules.count(Rule.Q13);
    }
    boolean any = target.has(Deviation.HOLDS_NOTHING_WHILE_IT_WAITS);
    long size = any && choices.size() >= 0 ? choices.size() : store.stored();
    end(Rule.Q47, index, Outcome.answer(size));
  }

  private void cancel(int index, int which) {
    end(Rule.Q56, index, Outcome.DONE);
    if (which >= started) {
      cancelledEarly.add(which);
      return;
    }
    Pending producer = find(enqueues, which);
    Pending consumer = find(dequeues, which);
    if (producer != null && producer.kind == Pending.Kind.CLOSE) {
      rules.count(Rule.Q42);
    } else if (producer != null) {
      enqueues.remove(producer);
      end(Rule.Q53, which, producer.cancelled());
    } else if (consumer != null) {
      cancelDequeue(consumer);
    }
  }

  private void cancelDequeue(Pending consumer) {
    if (consumer == dequeues.peek() && store.held() > 0) {
      rules.count(Rule.Q57);
      if (target.has(Deviation.CANCELLED_GIVES_BACK)) {
        giveBack();
      } else {
        store.drop();
      }
    }
    dequeues.remove(consumer);
    end(Rule.Q53, consumer.op, consumer.cancelled());
  }

  private static Pending find(Deque<Pending> line, int op) {
    for (Pending pending : line) {
      if (pending.op == op) {
        return pending;
      }
    }
    return null;
  }

  private void end(Rule rule, int op, Outcome outcome) {
    rules.count(rule);
    ended.add(new Ended(op, outcome));
    if (closed) {
      rules.count(Rule.Q46);
    }
  }

  // how the lines are served

  private void serveBothLines() {
    rules.count(Rule.Q3);
    boolean both = !enqueues.isEmpty() && !dequeues.isEmpty();
    boolean changed = serve(enqueues, Integer.MAX_VALUE);
    if (both && changed) {
      rules.count(Rule.Q8);
    }
    while (serve(dequeues, stepsOfDequeues()) | serve(enqueues, rowsOfEnqueues())) {
      rules.count(Rule.Q3);
    }
  }

  /// Side by side, enqueues are served whenever a dequeue has taken something.
  private int stepsOfDequeues() {
    return isSideBySide() && setting.kind() != Kind.PRIORITY ? 1 : Integer.MAX_VALUE;
  }

  /// Which rows a dequeue of a priority queue sees makes a difference: it may see one by one.
  private int rowsOfEnqueues() {
    return isSideBySide() && setting.kind() == Kind.PRIORITY ? 1 : Integer.MAX_VALUE;
  }

  private boolean isSideBySide() {
    return target.has(Deviation.LINES_SERVED_SIDE_BY_SIDE);
  }

  /// Serves a line, `steps` steps at most; true if that changed something.
  private boolean serve(Deque<Pending> line, int steps) {
    boolean changed = false;
    for (int step = 0; step < steps && !line.isEmpty(); step++) {
      Pending head = line.peek();
      Progress progress = line == enqueues ? serveEnqueue(head, steps) : serveDequeue(head);
      if (progress == Progress.COMPLETE) {
        line.remove();
      }
      changed |= progress != Progress.NONE;
      if (progress != Progress.COMPLETE) {
        rules.count(Rule.Q4);
        break;
      }
    }
    return changed;
  }

  private void countHeadOfLine(Pending head, int available) {
    Iterator<Pending> line = dequeues.iterator();
    line.next();
    while (line.hasNext()) {
      if (line.next().wanted <= available && head.wanted > available) {
        rules.count(Rule.Q5);
        return;
      }
    }
  }

  // the enqueue line

  private Progress serveEnqueue(Pending head, int mostRows) {
    if (head.kind == Pending.Kind.CLOSE) {
      return serveClose(head);
    }
    if (closed) {
      end(head.in > 0 ? Rule.Q20 : Rule.Q21, head.op, head.cancelled());
      return Progress.COMPLETE;
    }
    Progress progress = Progress.NONE;
    for (int i = 0; i < mostRows && hasRoom(); i++) {
      put(head.next());
      progress = Progress.SOME;
      if (head.isIn()) {
        enqueued(head);
        return Progress.COMPLETE;
      }
    }
    blocked(head);
    return progress;
  }

  private Progress serveClose(Pending head) {
    if (closed) {
      end(Rule.Q43, head.op, head.cancelled());
    } else {
      closed = true;
      end(Rule.Q41, head.op, Outcome.DONE);
    }
    return Progress.COMPLETE;
  }

  private void put(Row row) {
    cameIn = true;
    aside.arrives(store.all(), setting.capacity());
    store.add(row);
  }

  private void enqueued(Pending head) {
    if (enqueues.size() > 1 && enqueues.peekLast().kind == Pending.Kind.CLOSE) {
      rules.count(Rule.Q21);
    }
    if (head.rows.size() > 1) {
      rules.count(Rule.Q6);
    }
    if (head.rows.getFirst().width() == 0 && setting.kind() == Kind.PADDING) {
      rules.count(Rule.D5);
    }
    end(setting.kind() == Kind.PADDING ? Rule.D2 : Rule.Q21, head.op, Outcome.DONE);
  }

  private void blocked(Pending head) {
    aside.mayMove();
    rules.count(setting.capacity() == 0 ? Rule.Q7 : Rule.Q20);
    if (head.in > 0) {
      rules.count(Rule.Q11);
    }
    if (enqueues.size() > 1) {
      rules.count(Rule.F2);
    }
  }

  private boolean hasRoom() {
    int capacity = setting.capacity();
    if (capacity < 0) {
      rules.count(Rule.Q59);
      return true;
    }
    if (foundRoom) {
      return true;
    }
    int occupied = store.stored();
    if (setting.inBytes() || store.held() > 0 || occupied - aside.most() >= capacity) {
      return occupied < capacity;
    }
    if (occupied - aside.least() < capacity) {
      return true;
    }
    return dequeues.isEmpty() && hadRoom(occupied - capacity);
  }

  /// Nobody is going to take anything, so the real queue's size tells whether there was room: a
  /// slot, if more than `count` rows take none.
  private boolean hadRoom(int count) {
    boolean had = choices.size() > store.all();
    if (had) {
      aside.atLeast(count + 1);
    } else {
      aside.atMost(count);
    }
    return had;
  }

  // the dequeue line

  private Progress serveDequeue(Pending head) {
    return setting.kind() == Kind.PRIORITY ? serveAllOrNothing(head) : serveAsTheyCome(head);
  }

  private Progress serveAsTheyCome(Pending head) {
    int wanted = head.wanted;
    if (closed && store.stored() < wanted - store.held()) {
      String told = shortage(wanted - store.held(), store.stored(), wanted);
      boolean held = store.held() > 0;
      giveBack();
      if (store.stored() == 0 || head.kind != Pending.Kind.DEQUEUE_UP_TO) {
        return outOfRange(head, held ? Rule.Q31 : Rule.Q25, told);
      }
      rules.count(held ? Rule.Q36 : Rule.Q35);
      drew = false; // nothing comes in any more
      wanted = store.stored();
    }
    return hold(head, wanted);
  }

  /// Takes what there is for a dequeue that will deliver `wanted`.
  private Progress hold(Pending head, int wanted) {
    int stays = closed ? 0 : setting.minAfterDequeue();
    int missing = wanted - store.held();
    int count = Math.min(missing, store.stored() - stays);
    countRoom(head, count, missing, stays);
    if (count <= 0) {
      countHeadOfLine(head, store.stored() - stays);
      return Progress.NONE;
    }
    if (isDrawnOneByOne()) {
      count = 1;
    }
    drew = true;
    boolean now = !isSideBySide() || (!enqueues.isEmpty() && aside.most() == 0);
    store.hold(count, now);
    if (count == missing) {
      seeMoreRows(head, wanted, aside.most() > 0 && !setting.inBytes());
      return deliver(head, wanted);
    }
    rules.count(Rule.Q12);
    countHeadOfLine(head, 0);
    return Progress.SOME;
  }

  /// Side by side, enqueues may be served between any two draws; but not before the first ones of
  /// an operation, which found all others waiting.
  private boolean isDrawnOneByOne() {
    return setting.kind() == Kind.SHUFFLE && isSideBySide() && (drew || store.held() > 0);
  }

  private void countRoom(Pending head, int count, int missing, int stays) {
    if (setting.kind() == Kind.SHUFFLE) {
      if (stays > 0 && count < missing) {
        rules.count(head.wanted == 1 ? Rule.R2 : Rule.R3);
      }
      if (closed && store.stored() - count < setting.minAfterDequeue()) {
        rules.count(store.held() > 0 ? Rule.R5 : Rule.R4);
      }
      if (!enqueues.isEmpty() && count > 0) {
        rules.count(Rule.R7);
      }
    }
    if (!closed && count < missing) {
      rules.count(waits(head));
    }
  }

  private static Rule waits(Pending head) {
    return switch (head.kind) {
      case DEQUEUE -> Rule.Q25;
      case DEQUEUE_MANY -> Rule.Q29;
      default -> Rule.Q34;
    };
  }

  private Progress serveAllOrNothing(Pending head) {
    int wanted = head.wanted;
    if (closed && store.stored() < wanted) {
      if (head.kind != Pending.Kind.DEQUEUE_UP_TO || store.stored() == 0) {
        Rule rule = head.wanted == 1 ? Rule.Q25 : Rule.P6;
        return outOfRange(head, rule, shortage(wanted, store.stored(), wanted));
      }
      rules.count(Rule.P7);
      if (!target.has(Deviation.SHORT_PRIORITY_BATCHES)) {
        int missing = wanted - store.stored();
        store.take(store.stored(), null);
        return outOfRange(head, Rule.P7, shortage(missing, 0, wanted));
      }
      wanted = store.stored();
    }
    if (store.stored() >= wanted) {
      seeMoreRows(head, wanted, false);
    }
    if (store.stored() < wanted) {
      rules.count(Rule.Q14);
      rules.count(waits(head));
      countHeadOfLine(head, store.stored());
      return Progress.NONE;
    }
    rules.count(wanted == 1 ? Rule.P4 : Rule.P5);
    return deliver(head, wanted);
  }

  /// Side by side, a dequeue may have seen rows that came while others were served. `found`: they
  /// found room where the model has none, because it cannot know which rows take no room.
  private void seeMoreRows(Pending head, int wanted, boolean found) {
    if (!isSideBySide()) {
      return;
    }
    List<Row> real = unpadded(head);
    foundRoom = found;
    while (!store.matches(wanted, real) && serve(enqueues, 1)) {
      rules.count(Rule.Q8);
    }
    foundRoom = false;
  }

  private Progress deliver(Pending head, int wanted) {
    countDelivery(head, wanted);
    List<Row> rows = store.take(wanted, unpadded(head));
    aside.delivered(wanted, store.all());
    end(closed ? Rule.Q26 : Rule.Q33, head.op, Outcome.delivered(shown(head, rows)));
    return Progress.COMPLETE;
  }

  /// What the real queue delivered; widths of batches follow from the rows.
  private List<Row> unpadded(Pending head) {
    return setting.kind() == Kind.PADDING ? null : choices.rows(head.op);
  }

  private List<Row> shown(Pending head, List<Row> rows) {
    if (setting.kind() != Kind.PADDING) {
      return rows;
    }
    if (head.kind == Pending.Kind.DEQUEUE) {
      rules.count(Rule.D3);
      return rows;
    }
    int width = rows.stream().mapToInt(Row::width).max().orElseThrow();
    rules.count(rows.size() < head.wanted ? Rule.D6 : Rule.D4);
    return rows.stream().map(row -> row.withWidth(width)).toList();
  }

  private void countDelivery(Pending head, int wanted) {
    if (closed && head.kind == Pending.Kind.DEQUEUE_MANY) {
      rules.count(Rule.Q30);
    }
    if (closed && head.kind == Pending.Kind.DEQUEUE_UP_TO && wanted < head.wanted) {
      shortBatch = true;
      rules.count(Rule.Q35);
    }
    if (closed) {
      rules.count(Rule.Q45);
    }
  }

  private void giveBack() {
    aside.givenBack(store.held());
    store.giveBack();
  }

  private String shortage(int missing, int stored, int wanted) {
    rules.count(Rule.Q32);
    if (cameIn && isSideBySide()) {
      return Outcome.ANYTHING; // a row that is just being written need not count
    }
    return target.has(Deviation.TRUE_NUMBERS_IN_MESSAGES)
        ? Outcome.shortage(wanted, store.all())
        : Outcome.shortage(missing, stored);
  }

  private Progress outOfRange(Pending head, Rule rule, String told) {
    if (shortBatch && head.kind == Pending.Kind.DEQUEUE_UP_TO) {
      rules.count(Rule.Q37);
    }
    rules.count(Rule.Q45);
    end(rule, head.op, Outcome.failed(Status.OUT_OF_RANGE, told));
    return Progress.COMPLETE;
  }

  // what the size tells

  private void observeSize() {
    long size = choices.size();
    if (size == Choices.UNKNOWN) {
      return;
    }
    if (target.has(Deviation.HOLDS_NOTHING_WHILE_IT_WAITS)) {
      aside.observe(size, store.all(), store.held(), setting.capacity());
    } else if (size != store.stored()) {
      throw new Disagreement("size " + size + " (expected: " + store.stored() + ")");
    }
  }
}
