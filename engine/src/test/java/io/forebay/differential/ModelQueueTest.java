package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.differential.Outcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The model against examples of the rules worked out by hand.
class ModelQueueTest {
  private final RuleCounts rules = new RuleCounts();
  private final List<Ended> ended = new ArrayList<>();
  private ModelQueue model = new ModelQueue(new Setting(Kind.FIFO, 1, 0), Target.FOREBAY, rules);

  private void queue(Kind kind, int capacity, int stays, Target target) {
    model = new ModelQueue(new Setting(kind, capacity, stays), target, rules);
  }

  private ModelQueueTest does(Op op) {
    return does(op, Choices.UNKNOWN);
  }

  /// Does it, and the real queue has that size then.
  private ModelQueueTest does(Op op, long size) {
    ended.clear();
    ended.addAll(model.start(op, new SizeSeen(size)));
    return this;
  }

  /// A size, and whatever rows.
  private record SizeSeen(long size) implements Choices {
    @Override
    public List<Row> rows(int op) {
      return null;
    }
  }

  private void ends(Ended... expected) {
    assertEquals(List.of(expected), ended);
  }

  private void waits() {
    assertEquals(List.of(), ended);
  }

  private static Op enqueue(long... priorities) {
    List<Row> rows = rows(priorities);
    return rows.size() == 1 ? new Op.Enqueue(rows.getFirst()) : new Op.EnqueueMany(rows);
  }

  /// Rows whose id is their priority.
  private static List<Row> rows(long... ids) {
    return LongStream.of(ids).mapToObj(id -> new Row(id, 0, id)).toList();
  }

  private static Ended done(int op) {
    return new Ended(op, Outcome.DONE);
  }

  private static Ended gives(int op, long... ids) {
    return new Ended(op, Outcome.delivered(rows(ids)));
  }

  private static Ended gives(int op, Row... rows) {
    return new Ended(op, Outcome.delivered(List.of(rows)));
  }

  private static Ended fails(int op, Status status, String detail) {
    return new Ended(op, Outcome.failed(status, detail));
  }

  private static Ended isShort(int op, long requested, long size) {
    return fails(op, Status.OUT_OF_RANGE, Outcome.shortage(requested, size));
  }

  /// TX-01, Q11, Q22.
  @ParameterizedTest
  @EnumSource
  void cancellingCloseKeepsThePartThatIsIn(Target target) {
    queue(Kind.FIFO, 3, 0, target);
    does(enqueue(1, 2, 3, 4, 5)).waits();
    does(new Op.Close(true)).ends(fails(0, Status.CANCELLED, Outcome.rowsIn(3)), done(1));
    does(new Op.Dequeue()).ends(gives(2, 1));
    does(new Op.DequeueMany(2)).ends(gives(3, 2, 3));
    does(new Op.Dequeue()).ends(isShort(4, 1, 0));
  }

  /// TX-04, Q43, Q44.
  @Test
  void onlyThePlainCloseMayNotBeRepeated() {
    does(new Op.Close(false)).ends(done(0));
    does(new Op.Close(false)).ends(fails(1, Status.CANCELLED, ""));
    does(new Op.Close(true)).ends(done(2));
    does(new Op.Close(true)).ends(done(3));
  }

  /// TX-07, TX-14, Q15, Q18, Q28.
  @Test
  void nothingAndWrongShapesOnAClosedQueue() {
    does(new Op.Close(false));
    does(new Op.EnqueueMany(List.of())).ends(done(1));
    does(new Op.DequeueMany(0)).ends(done(2));
    does(new Op.EnqueueWrongShape(false)).ends(fails(3, Status.INVALID_ARGUMENT, ""));
    does(new Op.DequeueUpTo(-1)).ends(fails(4, Status.INVALID_ARGUMENT, ""));
  }

  /// TX-09, Q36, Q37.
  @ParameterizedTest
  @EnumSource
  void ofTwoWaitingUpTosTheFirstGetsAll(Target target) {
    queue(Kind.FIFO, 5, 0, target);
    does(new Op.DequeueUpTo(3)).waits();
    does(new Op.DequeueUpTo(3)).waits();
    does(enqueue(1, 2)).ends(done(2));
    does(new Op.Close(false)).ends(done(3), gives(0, 1, 2), isShort(1, 3, 0));
  }

  /// TX-11, Q5.
  @ParameterizedTest
  @EnumSource
  void aBlockedHeadHoldsUpThoseBehindIt(Target target) {
    queue(Kind.PRIORITY, 5, 0, target);
    does(enqueue(1, 2)).ends(done(0));
    does(new Op.DequeueMany(5)).waits();
    does(new Op.Dequeue()).waits();
    assertEquals(2, model.waitingConsumers());
    assertEquals(1, rules.of(Rule.Q5));
  }

  /// Q8.
  @ParameterizedTest
  @EnumSource
  void aWaitingPriorityDequeueSeesTheWholeEnqueueMany(Target target) {
    queue(Kind.PRIORITY, 5, 0, target);
    does(new Op.Dequeue()).waits();
    does(enqueue(5, 1, 3)).ends(done(1), gives(0, 1));
  }

  /// Q12, Q13, Q31, Q32.
  @Test
  void aFailedDequeueManyGivesBack() {
    queue(Kind.FIFO, 3, 0, Target.TENSORFLOW);
    does(new Op.DequeueMany(4)).waits();
    does(new Op.Dequeue()).waits();
    does(enqueue(1, 2, 3)).ends(done(2));
    does(new Op.Size()).ends(new Ended(3, Outcome.answer(0)));
    does(new Op.Close(false)).ends(done(4), isShort(0, 1, 0), gives(1, 1));
    does(new Op.Size()).ends(new Ended(5, Outcome.answer(2)));
  }

  /// Q57.
  @Test
  void aCancelledDequeueManyLosesWhatItHeldOnlyInTensorFlow() {
    queue(Kind.FIFO, 3, 0, Target.TENSORFLOW);
    cancelPartialDequeue();
    does(new Op.Dequeue()).waits();
    queue(Kind.FIFO, 3, 0, Target.FOREBAY);
    cancelPartialDequeue();
    does(new Op.Dequeue()).ends(gives(3, 1));
  }

  private void cancelPartialDequeue() {
    does(new Op.DequeueMany(4)).waits();
    does(enqueue(1, 2)).ends(done(1));
    does(new Op.Cancel(0)).ends(done(2), fails(0, Status.CANCELLED, ""));
  }

  /// Q21, Q41, Q42.
  @Test
  void aPlainCloseWaitsForTheEnqueuesAheadOfIt() {
    does(enqueue(1)).ends(done(0));
    does(enqueue(2)).waits();
    does(new Op.Close(false)).waits();
    does(new Op.Cancel(2)).ends(done(3));
    does(enqueue(3)).waits();
    assertFalse(model.isClosed());
    does(new Op.Dequeue()).ends(gives(5, 1), done(1), done(2), fails(4, Status.CANCELLED, ""));
    assertTrue(model.isClosed());
  }

  /// R2, R3, R4, R5.
  @ParameterizedTest
  @EnumSource
  void minAfterDequeueCountsWhileItIsOpen(Target target) {
    queue(Kind.SHUFFLE, 5, 2, target);
    does(enqueue(1, 2, 3, 4)).ends(done(0));
    does(new Op.DequeueUpTo(3)).waits();
    does(new Op.Close(false)).ends(done(2), gives(1, 1, 2, 3));
    does(new Op.DequeueUpTo(3)).ends(gives(3, 4));
  }

  /// P7.
  @Test
  void aShortPriorityBatchIsLostInTensorFlow() {
    queue(Kind.PRIORITY, 5, 0, Target.FOREBAY);
    does(enqueue(2, 1));
    does(new Op.Close(false));
    does(new Op.DequeueUpTo(3)).ends(gives(2, 1, 2));
    queue(Kind.PRIORITY, 5, 0, Target.TENSORFLOW);
    does(enqueue(2, 1));
    does(new Op.Close(false));
    does(new Op.DequeueUpTo(3)).ends(isShort(2, 1, 0));
    does(new Op.Size()).ends(new Ended(3, Outcome.answer(0)));
  }

  /// D3, D4, D6.
  @ParameterizedTest
  @EnumSource
  void batchesAreAsWideAsTheirWidestRow(Target target) {
    queue(Kind.PADDING, 5, 0, target);
    for (int width : new int[] {3, 1, 2, 1}) {
      does(new Op.Enqueue(new Row(width, width, 0)));
    }
    does(new Op.Dequeue()).ends(gives(4, new Row(3, 3, 0)));
    does(new Op.DequeueMany(2)).ends(gives(5, new Row(1, 2, 0), new Row(2, 2, 0)));
    does(new Op.Close(false));
    does(new Op.DequeueUpTo(2)).ends(gives(7, new Row(1, 1, 0)));
  }

  /// 16.2: unlike in a byte budget, elements given back take no room.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void elementsGivenBackTakeNoRoom(boolean inBytes) {
    model = new ModelQueue(new Setting(Kind.FIFO, 1, 0, inBytes), Target.FOREBAY, rules);
    does(new Op.DequeueMany(9), 0).waits();
    does(enqueue(1), 1).ends(done(1));
    does(enqueue(2), 0).ends(done(2)); // both were moved aside
    does(new Op.Cancel(0), 2).ends(done(3), fails(0, Status.CANCELLED, ""));
    assertThrows(Disagreement.class, () -> does(new Op.Size(), 3));
    if (inBytes) {
      does(enqueue(3), 2).waits();
    } else {
      does(enqueue(3), 3).ends(done(5));
      does(enqueue(4), 3).waits();
    }
  }

  /// Q7.
  @Test
  void capacityZeroTakesNothing() {
    queue(Kind.FIFO, 0, 0, Target.FOREBAY);
    does(new Op.Dequeue()).waits();
    does(enqueue(1)).waits();
    does(new Op.Close(true)).ends(fails(1, Status.CANCELLED, ""), done(2), isShort(0, 1, 0));
  }
}
