package io.forebay.soak;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Takes elements by random ways out, checks each, and tells the receiver. One thread at a time
/// runs it.
final class Consumer {
  private static final Duration[] LINGERS = {
    Duration.ZERO, Duration.ofNanos(20_000), Duration.ofNanos(100_000)
  };

  private final TensorQueue queue;
  private final RoundPlan plan;
  private final Tally tally;
  private final Receiver receiver;
  private final Violations violations;
  private final Random random;
  private final Content content;
  private final @Nullable Batch[] batches; // by rows, made when needed
  private final Scratch outs;
  private final Tensor[] components;
  private final long[] last; // of each producer, the number of its element that came last
  private boolean ending;
  private volatile long taken;

  Consumer(Stage stage, Receiver receiver, int number) {
    this.queue = stage.queue();
    this.plan = stage.plan();
    this.tally = stage.books().tally();
    this.receiver = receiver;
    this.violations = stage.books().violations();
    this.random = new Random(~plan.seed() + number);
    this.content = new Content(plan.kind(), plan.store().width());
    this.batches = new Batch[plan.crowd().mostRows() + 1];
    this.outs =
        new Scratch(stage.arena(), plan.kind(), plan.crowd().mostRows(), plan.store().width());
    this.components = new Tensor[queue.spec().size()];
    this.last = new long[plan.crowd().producers()];
    Arrays.fill(last, -1);
  }

  /// How many it took.
  long taken() {
    return taken;
  }

  /// Takes some.
  ///
  /// @return false at the end of the data
  boolean step(Wait wait) {
    int rows = ending ? 1 : 1 + random.nextInt(plan.crowd().mostRows());
    try {
      if (!take(rows, wait)) {
        tally.timeouts.incrementAndGet();
      }
    } catch (OutOfRangeException e) {
      if (!queue.isClosed()) {
        violations.add(Violation.What.FAILED, "end of an open queue: " + e);
      }
      if (rows == 1) {
        return false;
      }
      ending = true;
    } catch (InterruptedException e) {
      tally.interrupts.incrementAndGet();
    } catch (CancelledException e) {
      tally.cancellations.incrementAndGet();
    }
    return true;
  }

  /// Takes a batch of that many rows, waiting for them: allocates nothing once warm.
  void steadyStep(int rows) throws InterruptedException {
    try (Batch batch = batch(rows)) {
      queue.dequeueUpTo(batch, Wait.FOREVER);
      see(batch);
    }
  }

  private boolean take(int rows, Wait wait) throws InterruptedException {
    int way = random.nextInt(plan.kind().varies() ? 4 : 6);
    return way < 4 ? takeBatch(rows, way, wait) : takeCopy(rows, wait);
  }

  private boolean takeBatch(int rows, int way, Wait wait) throws InterruptedException {
    try (Batch batch = batch(rows)) {
      boolean got =
          switch (way) {
            case 0 -> queue.dequeueMany(batch, wait);
            case 1 -> rows == 1 ? queue.dequeue(batch, wait) : queue.dequeueMany(batch, wait);
            case 2 -> queue.dequeueUpTo(batch, wait);
            default -> queue.dequeueAvailable(batch, LINGERS[random.nextInt(3)], wait);
          };
      if (got) {
        boolean exact = way < 2;
        if (batch.rows() < 1 || batch.rows() > rows || (exact && batch.rows() < rows)) {
          violations.add(Violation.What.FAILED, batch.rows() + " rows instead of " + rows);
        }
        see(batch);
      }
      return got;
    }
  }

  private boolean takeCopy(int rows, Wait wait) throws InterruptedException {
    Tensor[] out = outs.rows(rows, plan.store().width());
    boolean got = queue.dequeueMany(wait, rows, out);
    if (got) {
      see(out, rows);
    }
    return got;
  }

  private Batch batch(int rows) {
    Batch batch = batches[rows];
    if (batch == null) {
      batch = queue.newBatch(rows);
      batches[rows] = batch;
    }
    return batch;
  }

  private void see(Batch batch) {
    for (int c = 0; c < components.length; c++) {
      components[c] = batch.component(c);
    }
    see(components, batch.rows());
  }

  private void see(Tensor[] tensors, int rows) {
    long before = Long.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      String wrong = content.read(tensors, rows, row);
      if (wrong == null) {
        before = order(before);
        receiver.receive(content.producer(), content.sequence());
      } else {
        violations.add(Violation.What.TORN, wrong);
      }
    }
    taken += rows;
  }

  /// Each producer's order, where it is kept; of a priority queue, priorities within a batch.
  private long order(long priorityBefore) {
    int producer = content.producer();
    long sequence = content.sequence();
    if (plan.kind().isOrdered() && producer >= 0 && producer < last.length) {
      if (sequence <= last[producer]) {
        violations.add(
            Violation.What.ORDER, "element " + content + " came after " + last[producer]);
      }
      last[producer] = sequence;
    }
    long priority = Content.priority(sequence);
    if (plan.kind().hasPriority() && priority < priorityBefore) {
      violations.add(
          Violation.What.ORDER,
          "priority " + priority + " came after " + priorityBefore + " in one batch");
    }
    return priority;
  }
}
