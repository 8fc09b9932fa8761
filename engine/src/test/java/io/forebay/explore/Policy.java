package io.forebay.explore;

import java.util.SplittableRandom;

/// Who runs next. Drawn once a schedule: how readily it changes threads, whether threads stand
/// still for a stretch while the others go on, and whether threads have priorities that change at a
/// few moments only (few switches at unlikely places, which uniform choices hardly ever make).
final class Policy {
  private static final int[] STAY = {0, 0, 40, 80, 92};
  private static final int PERCENT = 100;
  private static final int FREEZE_PER_MILLE = 12;
  private static final int LONGEST_FREEZE = 400;
  private static final int FAIR_AFTER = 4000; // steps; so that whoever spins is not alone for ever

  private final SplittableRandom random;
  private final int stay;
  private final boolean freezes;
  private final boolean prioritized;
  private int lowest;

  Policy(SplittableRandom random) {
    this.random = random;
    this.stay = STAY[random.nextInt(STAY.length)];
    this.freezes = random.nextBoolean();
    this.prioritized = random.nextInt(6) == 0;
  }

  /// True if the running task just goes on.
  boolean goesOn(Task running, long steps) {
    if (prioritized && steps < FAIR_AFTER) {
      return false;
    }
    return running.frozenUntil <= steps && stay > 0 && random.nextInt(PERCENT) < stay;
  }

  Task choose(Task[] runnable, int count, long steps) {
    if (prioritized && steps < FAIR_AFTER) {
      return first(runnable, count);
    }
    if (freezes && random.nextInt(1000) < FREEZE_PER_MILLE) {
      runnable[random.nextInt(count)].frozenUntil = steps + random.nextInt(LONGEST_FREEZE);
    }
    int thawed = 0;
    for (int i = 0; i < count; i++) {
      if (runnable[i].frozenUntil <= steps) {
        Task swapped = runnable[thawed];
        runnable[thawed++] = runnable[i];
        runnable[i] = swapped;
      }
    }
    return runnable[random.nextInt(thawed == 0 ? count : thawed)];
  }

  private Task first(Task[] runnable, int count) {
    Task first = runnable[0];
    for (int i = 0; i < count; i++) {
      if (runnable[i].priority == 0) {
        runnable[i].priority = 1 + random.nextInt(1 << 20);
      }
      if (runnable[i].priority > first.priority) {
        first = runnable[i];
      }
    }
    if (random.nextInt(60) == 0) {
      first.priority = --lowest;
    }
    return first;
  }
}
