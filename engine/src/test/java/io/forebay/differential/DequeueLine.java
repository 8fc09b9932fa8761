package io.forebay.differential;

import io.forebay.differential.Outcome.Status;
import java.util.Iterator;
import java.util.List;

/// How the dequeue line of a model queue is served.
final class DequeueLine {
  private final ModelState queue;
  private final EnqueueLine enqueues;
  private final RuleCounts rules;
  private final Store store;

  DequeueLine(ModelState queue, EnqueueLine enqueues) {
    this.queue = queue;
    this.enqueues = enqueues;
    this.rules = queue.rules;
    this.store = queue.store;
  }

  /// Serves it, as far as that goes; true if that changed something.
  boolean serve() {
    boolean changed = false;
    while (!queue.dequeues.isEmpty()) {
      Progress progress = serveHead();
      changed |= progress != Progress.NONE;
      if (progress != Progress.COMPLETE) {
        rules.count(Rule.Q4);
        break;
      }
    }
    return changed;
  }

  /// Serves its head; true if that changed something.
  boolean serveOne() {
    return !queue.dequeues.isEmpty() && serveHead() != Progress.NONE;
  }

  /// A dequeue ends without its rows: they are stored.
  void giveBack() {
    queue.aside.givenBack(store.held());
    store.giveBack();
  }

  private Progress serveHead() {
    Pending head = queue.dequeues.peek();
    Progress progress = queue.is(Kind.PRIORITY) ? serveAllOrNothing(head) : serveAsTheyCome(head);
    if (progress == Progress.COMPLETE) {
      queue.dequeues.remove();
    }
    return progress;
  }

  private Progress serveAsTheyCome(Pending head) {
    int missing = head.wanted - store.held();
    if (!queue.closed || store.stored() >= missing) {
      return hold(head, head.wanted);
    }
    String told = shortage(missing, store.stored(), head.wanted);
    boolean held = store.held() > 0;
    giveBack();
    if (store.stored() == 0 || head.kind != Pending.Kind.DEQUEUE_UP_TO) {
      return outOfRange(held ? Rule.Q31 : Rule.Q25, head, told);
    }
    rules.count(held ? Rule.Q36 : Rule.Q35);
    store.hold(store.stored(), true);
    return deliver(head, store.held());
  }

  /// Takes what there is for a dequeue that will deliver `wanted`.
  private Progress hold(Pending head, int wanted) {
    int spare = store.stored() - (queue.closed ? 0 : queue.setting.minAfterDequeue());
    int missing = wanted - store.held();
    int count = Math.min(missing, spare);
    countShuffle(head, count, missing);
    if (count < missing) {
      countWaiting(head, count);
    }
    if (count <= 0) {
      return Progress.NONE;
    }
    if (isDrawnOneByOne()) {
      count = 1;
    }
    queue.drew = true;
    boolean anyRoom = queue.aside.most() > 0 && !queue.setting.inBytes();
    store.hold(count, !queue.isSideBySide() || (!queue.enqueues.isEmpty() && !anyRoom));
    if (count < missing) {
      rules.count(Rule.Q12);
      return Progress.SOME;
    }
    if (anyRoom) {
      seeMoreRows(head, wanted, enqueues::serveOneThatFoundRoom);
    }
    return deliver(head, wanted);
  }

  /// Side by side, enqueues may be served between any two draws; but not before the first ones of
  /// an operation, which found all others waiting.
  private boolean isDrawnOneByOne() {
    return queue.is(Kind.SHUFFLE) && queue.isSideBySide() && (queue.drew || store.held() > 0);
  }

  private Progress serveAllOrNothing(Pending head) {
    int stored = store.stored();
    if (!queue.closed || stored >= head.wanted) {
      return takeAll(head, head.wanted);
    }
    if (head.kind != Pending.Kind.DEQUEUE_UP_TO || stored == 0) {
      Rule rule = head.wanted == 1 ? Rule.Q25 : Rule.P6;
      return outOfRange(rule, head, shortage(head.wanted, stored, head.wanted));
    }
    rules.count(Rule.P7);
    if (queue.target.has(Deviation.SHORT_PRIORITY_BATCHES)) {
      return takeAll(head, stored);
    }
    store.take(stored, null);
    return outOfRange(Rule.P7, head, shortage(head.wanted - stored, 0, head.wanted));
  }

  private Progress takeAll(Pending head, int wanted) {
    if (store.stored() < wanted) {
      rules.count(Rule.Q14);
      countWaiting(head, store.stored());
      return Progress.NONE;
    }
    if (queue.isSideBySide()) {
      seeMoreRows(head, wanted, enqueues::serveOne);
    }
    rules.count(wanted == 1 ? Rule.P4 : Rule.P5);
    return deliver(head, wanted);
  }

  /// Lets rows in.
  private interface Serving {
    boolean serveOne();
  }

  /// Side by side, a dequeue may have seen rows that came while others were served.
  private void seeMoreRows(Pending head, int wanted, Serving serving) {
    List<Row> real = unpadded(head);
    while (!store.matches(wanted, real) && serving.serveOne()) {
      rules.count(Rule.Q8);
    }
  }

  private Progress deliver(Pending head, int wanted) {
    countDelivery(head, wanted);
    List<Row> rows = store.take(wanted, unpadded(head));
    queue.aside.delivered(wanted, store.all());
    queue.end(delivers(head), head.op, Outcome.delivered(shown(head, rows)));
    return Progress.COMPLETE;
  }

  /// What the real queue delivered; a padding queue's rows follow from the order.
  private List<Row> unpadded(Pending head) {
    return queue.is(Kind.PADDING) ? null : queue.choices.rows(head.op);
  }

  private List<Row> shown(Pending head, List<Row> rows) {
    if (!queue.is(Kind.PADDING)) {
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

  private String shortage(int missing, int stored, int wanted) {
    rules.count(Rule.Q32);
    if (queue.cameIn && queue.isSideBySide()) {
      return Outcome.ANYTHING; // a row that is just being written need not count
    }
    return queue.target.has(Deviation.TRUE_NUMBERS_IN_MESSAGES)
        ? Outcome.shortage(wanted, store.all())
        : Outcome.shortage(missing, stored);
  }

  private Progress outOfRange(Rule rule, Pending head, String told) {
    boolean afterShort = queue.ended.stream().anyMatch(DequeueLine::isDelivery);
    if (head.kind == Pending.Kind.DEQUEUE_UP_TO && afterShort) {
      rules.count(Rule.Q37);
    }
    if (!queue.ended.isEmpty()) {
      rules.count(Rule.Q45);
    }
    queue.end(rule, head.op, Outcome.failed(Status.OUT_OF_RANGE, told));
    return Progress.COMPLETE;
  }

  private static boolean isDelivery(Ended ended) {
    return !ended.expected().rows().isEmpty();
  }

  private void countDelivery(Pending head, int wanted) {
    if (!queue.closed) {
      return;
    }
    rules.count(Rule.Q45);
    if (head.kind == Pending.Kind.DEQUEUE_MANY) {
      rules.count(Rule.Q30);
    }
    if (wanted < head.wanted) {
      rules.count(Rule.Q35);
    }
  }

  private Rule delivers(Pending head) {
    if (queue.closed) {
      return Rule.Q26;
    }
    return switch (head.kind) {
      case DEQUEUE_MANY -> Rule.Q33;
      case DEQUEUE_UP_TO -> Rule.Q34;
      default -> Rule.Q10;
    };
  }

  private void countShuffle(Pending head, int count, int missing) {
    if (!queue.is(Kind.SHUFFLE)) {
      return;
    }
    int stays = queue.setting.minAfterDequeue();
    if (!queue.closed && stays > 0 && count < missing) {
      rules.count(head.wanted == 1 ? Rule.R2 : Rule.R3);
    }
    if (queue.closed && store.stored() - count < stays) {
      rules.count(store.held() > 0 ? Rule.R5 : Rule.R4);
    }
    if (!queue.enqueues.isEmpty() && count > 0) {
      rules.count(Rule.R7);
    }
  }

  /// The head must wait, having taken `available`, perhaps with others behind it that need not.
  private void countWaiting(Pending head, int available) {
    rules.count(
        switch (head.kind) {
          case DEQUEUE -> Rule.Q25;
          case DEQUEUE_MANY -> Rule.Q29;
          default -> Rule.Q34;
        });
    Iterator<Pending> behind = queue.dequeues.iterator();
    behind.next();
    while (behind.hasNext()) {
      if (behind.next().wanted <= available) {
        rules.count(Rule.Q5);
        return;
      }
    }
  }
}
