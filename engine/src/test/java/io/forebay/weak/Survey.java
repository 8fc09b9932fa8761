package io.forebay.weak;

/// For a terminal: which schedules of which kind catch which weakened access. `kind,kind.. count
/// [site [kinds run clean first]]`
final class Survey {
  private Survey() {}

  /// Prints a line for each access.
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]); // of the queues; ten times as many of the rings
    String only = args.length > 2 ? args[2] : "";
    try (WeakEngine engine = new WeakEngine()) {
      int[][] reached = new int[args[0].split(",").length][];
      int k = 0;
      for (String kind : args[0].split(",")) {
        long start = System.nanoTime();
        int[] before = engine.reached();
        long clean = engine.firstFailure(kind, 0, count(kind, count), Weakened.NONE, false);
        System.out.println(
            kind
                + ": "
                + count
                + " schedules, "
                + (System.nanoTime() - start) / 1e9
                + " s; first failure "
                + clean);
        if (clean >= 0) {
          System.out.println(engine.run(kind, clean));
          return;
        }
        reached[k] = engine.reached();
        for (int i = 0; i < before.length; i++) {
          reached[k][i] -= before[i];
        }
        k++;
      }
      if (only.equals("none")) {
        return;
      }
      for (Site site : engine.all()) {
        if (site.name().matches(only + ".*")) {
          one(engine, site, args[0].split(","), reached, count);
        }
      }
    }
  }

  private static int count(String kind, int count) {
    return kind.matches(".*(fifo|shuffle|priority)") ? count : 10 * count;
  }

  private static void one(WeakEngine engine, Site site, String[] kinds, int[][] reached, int count)
      throws Exception {
    boolean ever = false;
    boolean exchange = site.access().matches(".*(compareAndSet|getAndAdd|getAndSet|AndGet)");
    for (boolean torn : new boolean[] {false, true}) {
      for (int k = 0; k < kinds.length && (exchange || !torn); k++) {
        if (reached[k][site.number()] > 0) {
          ever = true;
          long start = System.nanoTime();
          long seed = engine.firstFailure(kinds[k], 0, count(kinds[k], count), site.number(), torn);
          if (seed >= 0) {
            System.out.printf(
                "%s | %s | %s%s %d | %.2f s | %s%n",
                site.name(),
                site.access(),
                kinds[k],
                torn ? " torn" : "",
                seed,
                (System.nanoTime() - start) / 1e9,
                engine.run(kinds[k], seed).lines().findFirst().orElse(""));
            return;
          }
        }
      }
    }
    System.out.println(
        site.name() + " | " + site.access() + (ever ? " | SURVIVES" : " | not reached"));
  }
}
