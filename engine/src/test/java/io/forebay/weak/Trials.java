package io.forebay.weak;

import io.forebay.explore.Explorer;
import java.util.SplittableRandom;

/// Runs schedules over the weak memory. Its signatures name types of the JDK only, so that it can
/// be called across class loaders.
public final class Trials {
  private Trials() {}

  /// Runs one schedule of that kind.
  ///
  /// @return what went wrong, or null
  public static String run(String kind, long seed) {
    try {
      switch (kind) {
        case "ring" -> new RingTrial(seed).run();
        case "numbers" -> new NumbersTrial(seed).run();
        case "line" -> new LineTrial(seed).run();
        case "closing" -> new CloseTrial(seed).run();
        case "table" -> new TableTrial(seed).run();
        case "free" -> new FreeTrial(seed).run();
        case "freed" -> new FreedTrial(seed).run();
        case "counts" -> new CountsTrial(seed).run();
        case "fifo", "lone fifo", "shuffle", "pooled fifo", "pooled shuffle", "priority" ->
            queue(kind, seed);
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

  private static void queue(String kind, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    Explorer.explore(
        kind,
        seed,
        (scheduler, bytes) -> {
          WeakMemory memory = new WeakMemory(scheduler, random);
          WeakHeap.use(memory);
          return new WeakWords(memory, bytes, random.nextBoolean());
        });
  }

  /// Runs that many schedules, seeds `first` and up, with one access weakened (-1: none). `torn`:
  /// if it is an exchange, to a load and a store.
  ///
  /// @return the seed of the first that fails, or -1
  public static long firstFailure(String kind, long first, int count, int weakened, boolean torn) {
    Weakened.weaken(weakened, torn);
    for (long seed = first; seed < first + count; seed++) {
      if (run(kind, seed) != null) {
        return seed;
      }
    }
    return -1;
  }

  /// How often each access was reached so far.
  public static int[] reached() {
    return Weakened.reached();
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
