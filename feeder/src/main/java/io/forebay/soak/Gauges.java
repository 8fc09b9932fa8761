package io.forebay.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What the process uses, looked at between rounds: memory and threads. Not thread-safe.
final class Gauges {
  private static final double MIB = 1 << 20;
  private static final double JUDGED_SECONDS = 120;
  private static final double SLACK_SHARE = 0.1;
  private static final double RSS_SLACK = 32; // MiB, as the next
  private static final double HEAP_SLACK = 8;
  private static final double THREADS_SLACK = 4;
  private static final double GC_SECONDS = 5;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RUNNER_PREFIX = "QueueRunnerThread-soak";

  private final Violations violations;
  private final Series rss = new Series();
  private final Series heap = new Series();
  private final Series threads = new Series();
  private final long directAtFirst;
  private long directAfterRounds;
  private double nextCollection;

  Gauges(Violations violations) {
    this.violations = violations;
    mib("VmRSS"); // the first look may need a buffer, which stays
    this.directAtFirst = direct();
  }

  /// A round is over, at that time.
  void afterRound(double seconds) {
    threads.add(seconds, ManagementFactory.getThreadMXBean().getThreadCount());
    if (seconds >= nextCollection) {
      System.gc();
      heap.add(seconds, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);
      double resident = mib("VmRSS");
      if (resident > 0) {
        rss.add(seconds, resident);
      }
      nextCollection = seconds + GC_SECONDS;
    }
    judgeRound();
  }

  /// What a round took off the heap it has given back; so it did with its threads.
  private void judgeRound() {
    long kept = direct() - directAtFirst;
    if (kept > directAfterRounds) {
      directAfterRounds = kept;
    }
    if (kept > 0) {
      violations.add(
          Violation.What.MEMORY, kept + " bytes off the heap were not given back by a round");
    }
    List<String> alive =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith(Crew.PREFIX) || name.startsWith(RUNNER_PREFIX))
            .toList();
    if (!alive.isEmpty()) {
      violations.add(Violation.What.THREADS, "still there after a round: " + alive);
    }
  }

  /// The end: what must be flat, was it?
  void judge() {
    judge("resident memory", rss, RSS_SLACK, Violation.What.MEMORY);
    judge("heap after a collection", heap, HEAP_SLACK, Violation.What.MEMORY);
    judge("threads between rounds", threads, THREADS_SLACK, Violation.What.THREADS);
  }

  private void judge(String name, Series series, double slack, Violation.What what) {
    if (!series.canBeJudged(JUDGED_SECONDS)) {
      return;
    }
    double allowed = Math.max(slack, SLACK_SHARE * series.median(0.25, 0.5));
    if (series.growth() > allowed) {
      violations.add(
          what,
          String.format(
              Locale.ROOT,
              "%s grew by %.1f from the second quarter of the time to the last (expected: at most %.1f)",
              name,
              series.growth(),
              allowed));
    }
  }

  String describeRss() {
    return rss.isEmpty()
        ? "not known here"
        : String.format(Locale.ROOT, "highest ever %.1f MiB; after collections ", mib("VmHWM"))
            + describe(rss, "MiB");
  }

  String describeHeap() {
    return describe(heap, "MiB");
  }

  String describeThreads() {
    int most = ManagementFactory.getThreadMXBean().getPeakThreadCount();
    return "at most " + most + " at once; after rounds " + describe(threads, "threads");
  }

  String describeDirect() {
    return String.format(
        Locale.ROOT, "%,d bytes kept after a round (expected: 0)", directAfterRounds);
  }

  private static String describe(Series series, String unit) {
    boolean judged = series.canBeJudged(JUDGED_SECONDS);
    return String.format(
        Locale.ROOT,
        "highest %.1f, last %.1f %s, %+.2f a minute over the second half, %s",
        series.highest(),
        series.last(),
        unit,
        series.slopeAMinute(),
        judged
            ? String.format(
                Locale.ROOT, "%+.1f from the second to the last quarter", series.growth())
            : "too short to judge");
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /// That field of /proc/self/status, where it exists; else 0.
  private static double mib(String field) {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(field + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
