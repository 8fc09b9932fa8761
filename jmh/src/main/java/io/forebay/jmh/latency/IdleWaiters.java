package io.forebay.jmh.latency;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How much of a core 8 threads use that wait for elements of an empty queue, in our default way.
/// Read `percentOfACore`.
///
/// Peers, not measured here: `ArrayBlockingQueue` and the Disruptor with `BlockingWaitStrategy`
/// park too and use next to nothing; with `BusySpinWaitStrategy`, `YieldingWaitStrategy`, and with
/// the queues of JCTools and Agrona under a spinning retry each waiter uses a whole core.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class IdleWaiters {
  private static final int WAITERS = 8;
  private static final int ROWS = 64;

  /// How long they are watched.
  @Param("10")
  public int seconds;

  private FifoQueue queue;
  private List<Thread> waiters;

  /// What the waiters used.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Usage {
    private double percent;

    /// Processor time of all of them, in percent of one core.
    public double percentOfACore() {
      return percent;
    }
  }

  /// Lets all of them wait.
  @Setup(Level.Iteration)
  public void begin() throws InterruptedException {
    queue = new FifoQueue(QueueConfig.of(Message.CAPACITY, TensorSpec.of(DType.INT64, 8)));
    waiters =
        IntStream.range(0, WAITERS)
            .mapToObj(i -> Thread.ofPlatform().daemon().name("waiter-" + i).start(this::await))
            .toList();
    while (queue.waitingConsumers() < WAITERS) {
      Thread.sleep(1);
    }
  }

  /// Watches them.
  @Benchmark
  public void share(Usage usage) throws InterruptedException {
    long start = System.nanoTime();
    long usedBefore = cpuNanos();
    TimeUnit.SECONDS.sleep(seconds);
    long used = cpuNanos() - usedBefore;
    usage.percent = 100.0 * used / (System.nanoTime() - start);
  }

  /// Ends them, and checks that each had waited to the end.
  @TearDown(Level.Iteration)
  public void end() throws InterruptedException {
    int waiting = queue.waitingConsumers();
    queue.close(true);
    for (Thread waiter : waiters) {
      waiter.join();
    }
    queue.free();
    if (waiting != WAITERS) {
      throw new IllegalStateException("waiters: " + waiting + " (expected: " + WAITERS + ")");
    }
  }

  private void await() {
    try (Batch batch = queue.newBatch(ROWS)) {
      queue.dequeueMany(batch);
    } catch (OutOfRangeException e) {
      // the queue was closed: the end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return waiters.stream().mapToLong(waiter -> cpuNanos(threads, waiter)).sum();
  }

  private static long cpuNanos(ThreadMXBean threads, Thread waiter) {
    long nanos = threads.getThreadCpuTime(waiter.threadId());
    if (nanos < 0) {
      throw new IllegalStateException("processor time of " + waiter + ": the JVM does not tell it");
    }
    return nanos;
  }
}
