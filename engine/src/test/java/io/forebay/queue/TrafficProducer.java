package io.forebay.queue;

import io.forebay.error.CancelledException;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.Random;
import java.util.stream.LongStream;

/// Puts its ids in, in order, by random ways in; it knows exactly which are in.
final class TrafficProducer implements Call.Body<Void> {
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final Traffic traffic;
  private final TensorQueue queue;
  private final long base;
  private final Random random;
  private volatile long next;

  TrafficProducer(Traffic traffic, int producer, long seed) {
    this.traffic = traffic;
    this.queue = traffic.queue();
    this.base = (long) producer << 32;
    this.random = new Random(seed);
  }

  /// The ids that are in.
  LongStream ids() {
    return LongStream.range(base, base + next);
  }

  @Override
  public Void run() {
    while (next < traffic.rowsEach()) {
      int most = (int) Math.min(Traffic.MOST_ROWS, traffic.rowsEach() - next);
      long in = 0;
      boolean ended = false;
      try {
        in = put(1 + random.nextInt(most), traffic.wait(random));
      } catch (EnqueueInterruptedException e) {
        in = e.rowsEnqueued();
      } catch (InterruptedException | Refused e) {
        in = 0;
      } catch (CancelledException e) {
        in = e.rowsEnqueued();
        ended = queue.isClosed();
      }
      next += in;
      traffic.countThrough(in);
      if (ended) {
        break;
      }
    }
    return null;
  }

  private long put(int rows, Wait wait) throws InterruptedException, Refused {
    Goods goods = traffic.goods();
    int ways = goods.isFixed() ? queue.channel() instanceof PooledChannel ? 5 : 4 : 2;
    return switch (random.nextInt(ways)) {
      case 0 -> queue.enqueue(wait, goods.element(base + next)) ? 1 : 0;
      case 1 -> queue.enqueueMany(wait, goods.stacked(base + next, rows));
      case 2 -> queue.enqueue(random.nextInt(10) == 0, this::write, wait) ? 1 : 0;
      case 3 -> claim(Math.min(rows, queue.channel().largestClaim()), wait);
      default -> lend(wait);
    };
  }

  private int lend(Wait wait) throws InterruptedException {
    traffic.lend(1);
    Tensor[] element = traffic.goods().element(base + next);
    return queue.enqueueByReference(wait, () -> traffic.lend(-1), element) ? 1 : 0;
  }

  /// A writer that throws now and then.
  private void write(boolean refuse, Element slot) throws Refused {
    traffic.goods().fill(slot, base + next);
    if (refuse) {
      throw new Refused();
    }
  }

  /// A claim of which some rows are given up now and then.
  private int claim(int rows, Wait wait) throws InterruptedException {
    try (Claim claim = queue.newClaim(rows)) {
      if (!queue.claim(claim, wait)) {
        return 0;
      }
      int keep = random.nextInt(4) == 0 ? random.nextInt(rows + 1) : rows;
      for (int row = 0; row < keep; row++) {
        traffic.goods().fill(claim.element(row), base + next + row);
      }
      if (random.nextInt(8) == 0) {
        Thread.yield();
      }
      return claim.publish(keep);
    }
  }
}
