package io.forebay.differential;

/// How the enqueue line of a model queue is served: enqueues and plain closes.
final class EnqueueLine {
  private final ModelState queue;
  private final RuleCounts rules;
  private boolean roomIsThere;

  EnqueueLine(ModelState queue) {
    this.queue = queue;
    this.rules = queue.rules;
  }

  /// Serves it, as far as that goes; true if that changed something.
  boolean serve() {
    return serve(Integer.MAX_VALUE);
  }

  /// Lets one row in at most, or closes, or lets one fail.
  boolean serveOne() {
    return serve(1);
  }

  /// As [#serveOne]; the real queue found room where the model has none, because the model cannot
  /// know which rows take no room.
  boolean serveOneThatFoundRoom() {
    roomIsThere = true;
    boolean changed = serve(1);
    roomIsThere = false;
    return changed;
  }

  private boolean serve(int most) {
    boolean changed = false;
    for (int step = 0; step < most && !queue.enqueues.isEmpty(); step++) {
      Progress progress = serve(queue.enqueues.peek(), most);
      changed |= progress != Progress.NONE;
      if (progress != Progress.COMPLETE) {
        rules.count(Rule.Q4);
        return changed;
      }
      queue.enqueues.remove();
    }
    return changed;
  }

  private Progress serve(Pending head, int mostRows) {
    if (head.kind == Pending.Kind.CLOSE) {
      return close(head);
    }
    if (queue.closed) {
      queue.end(Rule.Q21, head.op, head.cancelled());
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

  private Progress close(Pending head) {
    if (queue.closed) {
      queue.end(Rule.Q43, head.op, head.cancelled());
    } else {
      queue.closed = true;
      queue.end(Rule.Q41, head.op, Outcome.DONE);
    }
    return Progress.COMPLETE;
  }

  private void put(Row row) {
    queue.cameIn = true;
    queue.aside.arrives(queue.store.all(), queue.setting.capacity());
    queue.store.add(row);
  }

  private void enqueued(Pending head) {
    if (queue.enqueues.stream().anyMatch(behind -> behind.kind == Pending.Kind.CLOSE)) {
      rules.count(Rule.Q21);
    }
    if (head.rows.size() > 1) {
      rules.count(Rule.Q6);
    }
    if (queue.is(Kind.PADDING)) {
      rules.count(head.rows.getFirst().width() == 0 ? Rule.D5 : Rule.D2);
    }
    queue.end(Rule.Q2, head.op, Outcome.DONE);
  }

  private void blocked(Pending head) {
    queue.aside.mayMove();
    rules.count(queue.setting.capacity() == 0 ? Rule.Q7 : Rule.Q20);
    if (head.in > 0) {
      rules.count(Rule.Q11);
    }
    if (queue.enqueues.size() > 1) {
      rules.count(Rule.F2);
    }
  }

  private boolean hasRoom() {
    int capacity = queue.setting.capacity();
    if (capacity < 0) {
      rules.count(Rule.Q59);
      return true;
    }
    int occupied = queue.store.stored();
    if (roomIsThere || occupied < capacity) {
      return true;
    }
    if (!isForTheQueueToSay() || occupied - queue.aside.most() >= capacity) {
      return false;
    }
    if (occupied - queue.aside.least() < capacity) {
      return true;
    }
    return queue.dequeues.isEmpty() && hadRoom(occupied - capacity);
  }

  /// Nobody holds anything, and rows given back take no room.
  private boolean isForTheQueueToSay() {
    return queue.target.has(Deviation.GIVEN_BACK_TAKES_NO_ROOM)
        && !queue.setting.inBytes()
        && queue.store.held() == 0;
  }

  /// Nobody is going to take anything, so the real queue's size tells whether there was room: a
  /// slot, if more than `count` rows take none.
  private boolean hadRoom(int count) {
    boolean had = queue.choices.size() > queue.store.all();
    if (had) {
      queue.aside.atLeast(count + 1);
    } else {
      queue.aside.atMost(count);
    }
    return had;
  }
}
