package io.forebay.explore;

/// Runs schedules. Its signatures name types of the JDK only, so that it can be called across class
/// loaders.
public final class Explorer {
  private Explorer() {}

  /// Runs one schedule of `fifo` or `shuffle`.
  ///
  /// @return what went wrong, or null
  public static String run(String kind, long seed) {
    try {
      new Trial(kind.equals("fifo"), seed).run();
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

  /// For a terminal: `kind first count`.
  public static void main(String[] args) {
    long first = Long.parseLong(args[1]);
    long start = System.nanoTime();
    int count = Integer.parseInt(args[2]);
    for (int i = 0; i < count; i++) {
      String failure = run(args[0], first + i);
      if (failure != null) {
        System.out.println("seed " + (first + i) + " after " + i + ": " + failure);
        System.exit(1);
      }
    }
    System.out.println(count + " clean, " + (System.nanoTime() - start) / 1e9 + " s");
  }
}
