package io.forebay.soak;

import io.forebay.error.CancelledException;
import io.forebay.queue.Claim;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.EnqueueInterruptedException;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Puts its elements in, in order, by random ways in; it knows exactly which are in. One thread at
/// a time runs it.
final class Producer {
  private static final int LENT = 8;

  private static final ElementWriter<Producer, Refused> WRITER = Producer::write;

  private final TensorQueue queue;
  private final RoundPlan plan;
  private final Tally tally;
  private final int number;
  private final Random random;
  private final Content content;
  private final Scratch scratch;
  private final Loan[] loans = new Loan[LENT];
  private final @Nullable Claim[] claims;
  private boolean refuse;
  private volatile long next;

  /// A writer throws.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("refused", null, false, false);
    }
  }

  Producer(Stage stage, int number) {
    this.queue = stage.queue();
    this.plan = stage.plan();
    this.tally = stage.books().tally();
    this.number = number;
    this.random = new Random(plan.seed() + number);
    this.content = new Content(plan.kind(), plan.store().width());
    this.scratch =
        new Scratch(stage.arena(), plan.kind(), plan.crowd().mostRows(), plan.store().width());
    this.claims = new Claim[plan.mostClaimed() + 1];
    for (int i = 0; i < LENT; i++) {
      loans[i] = new Loan(new Scratch(stage.arena(), plan.kind(), 1, plan.store().width()));
    }
  }

  /// How many of its elements are in.
  long next() {
    return next;
  }

  /// True if all of them are.
  boolean isDone() {
    return next >= plan.crowd().rowsEach();
  }

  /// Tensors that were lent and have not come back.
  int lent() {
    int lent = 0;
    for (Loan loan : loans) {
      lent += loan.isFree() ? 0 : 1;
    }
    return lent;
  }

  /// Puts some in.
  ///
  /// @return false if the queue was found closed
  boolean step(Wait wait) {
    boolean goesOn = true;
    long in = 0;
    try {
      int most = (int) Math.min(plan.crowd().mostRows(), plan.crowd().rowsEach() - next);
      in = put(1 + random.nextInt(most), wait);
      if (in == 0) {
        tally.timeouts.incrementAndGet();
      }
    } catch (EnqueueInterruptedException e) {
      in = e.rowsEnqueued();
      tally.interrupts.incrementAndGet();
    } catch (InterruptedException e) {
      tally.interrupts.incrementAndGet();
    } catch (Refused e) {
      tally.refusals.incrementAndGet();
    } catch (CancelledException e) {
      in = e.rowsEnqueued();
      goesOn = !queue.isClosed();
      tally.cancellations.incrementAndGet();
    }
    next += in;
    return goesOn;
  }

  /// Puts `rows` in, always in the same way, waiting for room: allocates nothing once each is warm.
  void steadyStep(int way, int rows) throws InterruptedException, Refused {
    refuse = false;
    long in =
        switch (way) {
          case 0 -> copy(Wait.FOREVER);
          case 1 -> many(rows, Wait.FOREVER);
          case 2 -> inPlace(Wait.FOREVER);
          case 3 -> claim(Math.min(rows, claims.length - 1), false, Wait.FOREVER);
          default -> lend(Wait.FOREVER);
        };
    next += in;
  }

  /// A way in for [#steadyStep].
  static int steadyWay(Kind kind, Random random) {
    int way = random.nextInt(kind.isPooled() ? 5 : 4);
    return kind.varies() ? way % 2 : way;
  }

  private long put(int rows, Wait wait) throws InterruptedException, Refused {
    refuse = random.nextInt(16) == 0;
    int way = random.nextInt(plan.kind().isPooled() ? 5 : 4);
    if (plan.kind().varies() && (way == 2 || way == 3)) {
      way -= 2;
    }
    return switch (way) {
      case 0 -> copy(wait);
      case 1 -> many(rows, wait);
      case 2 -> inPlace(wait);
      case 3 -> claim(Math.min(rows, claims.length - 1), random.nextInt(6) == 0, wait);
      default -> lend(wait);
    };
  }

  private long copy(Wait wait) throws InterruptedException {
    return queue.enqueue(wait, nextIn(scratch)) ? 1 : 0;
  }

  private Tensor[] nextIn(Scratch place) {
    int length = length();
    Tensor[] one = place.one(length);
    content.write(number, next, length, one, 0);
    return one;
  }

  /// In the steady state all have the same: a batch whose shape is another than the last one's
  /// makes a new object of it.
  private int length() {
    return plan.ending() == Ending.STEADY ? plan.store().width() : content.lengthOf(number, next);
  }

  private long many(int rows, Wait wait) throws InterruptedException {
    int length = length();
    Tensor[] many = scratch.rows(rows, length);
    for (int row = 0; row < rows; row++) {
      content.write(number, next + row, length, many, row);
    }
    return queue.enqueueMany(wait, many);
  }

  private long inPlace(Wait wait) throws InterruptedException, Refused {
    return queue.enqueue(this, WRITER, wait) ? 1 : 0;
  }

  private void write(Element slot) throws Refused {
    content.write(number, next, slot);
    if (refuse) {
      throw new Refused();
    }
  }

  /// A claim of which some rows are given up, maybe.
  private long claim(int rows, boolean giveUp, Wait wait) throws InterruptedException {
    try (Claim claim = claimOf(rows)) {
      if (!queue.claim(claim, wait)) {
        return 0;
      }
      int keep = giveUp ? random.nextInt(rows + 1) : rows;
      for (int row = 0; row < keep; row++) {
        content.write(number, next + row, claim.element(row));
      }
      tally.givenUp.addAndGet((long) rows - keep);
      return claim.publish(keep);
    }
  }

  private Claim claimOf(int rows) {
    Claim claim = claims[rows];
    if (claim == null) {
      claim = queue.newClaim(rows);
      claims[rows] = claim;
    }
    return claim;
  }

  private long lend(Wait wait) throws InterruptedException {
    for (Loan loan : loans) {
      if (loan.isFree()) {
        Tensor[] tensors = nextIn(loan.scratch());
        loan.lend();
        return queue.enqueueByReference(wait, loan, tensors) ? 1 : 0;
      }
    }
    return copy(wait);
  }
}
