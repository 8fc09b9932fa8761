package io.forebay.explore;

import java.util.function.BiFunction;

/// Runs schedules. Its signatures name types of the JDK only, so that it can be called across class
/// loaders.
public final class Explorer {
  private Explorer() {}

  /// Runs one schedule of `fifo` or `shuffle`, or of these in `pooled` storage, or of `priority`;
  /// or one round of `order` (the order of a deterministic shuffle queue in several schedules) or
  /// `draws` (their distribution).
  ///
  /// @return what went wrong, or null
  public static String run(String kind, long seed) {
    try {
      switch (kind) {
        case "fifo", "lone fifo", "shuffle", "pooled fifo", "pooled shuffle", "priority" ->
            new Trial(kind, seed).run();
        case "order" -> new SameOrder(seed).run();
        case "draws" -> Uniform.run(seed);
        default -> throw new IllegalArgumentException(kind);
      }
      return null;
    } catch (AssertionError | RuntimeException e) {
      StringBuilder text = new StringBuilder(e.toString());
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      for (StackTraceElement frame : cause.getStackTrace()) {
        text.append("\n      at ").append(frame);
      }
      return text.toString();
    }
  }

  /// Runs one schedule of a queue on words that `memory` makes, of the scheduler and a number of
  /// bytes.
  ///
  /// @throws AssertionError if something goes wrong
  public static void explore(
      String kind, long seed, BiFunction<Scheduler, Long, TestWords> memory) {
    new Trial(kind, seed, memory).run();
  }

  /// Runs that many schedules, seeds `first` and up; the seed of the first that fails, or -1.
  public static long firstFailure(String kind, long first, int count) {
    for (long seed = first; seed < first + count; seed++) {
      if (run(kind, seed) != null) {
        return seed;
      }
    }
    return -1;
  }

  /// For a terminal: `kind first count`.
  public static void main(String[] args) {
    long first = Long.parseLong(args[1]);
    int count = Integer.parseInt(args[2]);
    long start = System.nanoTime();
    long seed = firstFailure(args[0], first, count);
    if (seed >= 0) {
      System.out.println("seed " + seed + ": " + run(args[0], seed));
      System.exit(1);
    }
    System.out.println(count + " clean, " + (System.nanoTime() - start) / 1e9 + " s");
  }
}
