package io.forebay.jmh;

import io.forebay.enqueuer.OrderedEnqueuer;
import io.forebay.enqueuer.Sequence;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long an ordered enqueuer takes for 100 items of 50 milliseconds each, by the number of its
/// workers. The items only wait, as for a disk or a network, so the workers do not share a CPU.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class EnqueuerScaling {
  private static final int ITEMS = 100;
  private static final long ITEM_MILLIS = 50;

  /// Threads that load items.
  @Param({"1", "2", "4"})
  public int workers;

  private static final class Slow implements Sequence<Integer> {
    @Override
    public int length() {
      return ITEMS;
    }

    @Override
    public Integer get(int index) throws InterruptedException {
      Thread.sleep(ITEM_MILLIS);
      return index;
    }
  }

  /// Takes one epoch, in order.
  @Benchmark
  public int hundredItems() {
    try (OrderedEnqueuer<Integer> enqueuer = OrderedEnqueuer.of(new Slow())) {
      enqueuer.start(workers, 10);
      Iterator<Integer> items = enqueuer.get();
      int last = -1;
      for (int i = 0; i < ITEMS; i++) {
        last = items.next();
      }
      return last;
    }
  }
}
