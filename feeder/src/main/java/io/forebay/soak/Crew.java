package io.forebay.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The threads of a round, and the patience with which they are waited for.
final class Crew {
  /// In front of the name of every thread of a soak.
  static final String PREFIX = "soak-";

  private final Violations violations;
  private final long patienceSeconds;
  private final List<Thread> threads = new ArrayList<>();

  Crew(Violations violations, long patienceSeconds) {
    this.violations = violations;
    this.patienceSeconds = patienceSeconds;
  }

  /// What a thread does.
  interface Body {
    void run() throws Exception;
  }

  /// Starts a thread; what it throws is a violation.
  Thread start(String name, Body body) {
    Thread thread = Thread.ofPlatform().daemon().name(PREFIX + name).unstarted(() -> run(body));
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void run(Body body) {
    try {
      body.run();
    } catch (Throwable e) {
      failed(e);
    }
  }

  /// Something failed that should not.
  void failed(Throwable e) {
    StackTraceElement[] stack = e.getStackTrace();
    String place = Arrays.stream(stack).limit(3).map(Object::toString).toList().toString();
    violations.add(Violation.What.FAILED, e + " at " + place);
  }

  /// Where violations go.
  Violations violations() {
    return violations;
  }

  /// All that were started.
  List<Thread> all() {
    return threads;
  }

  /// Waits for threads; one that does not end is a violation.
  ///
  /// @return false if some have not
  boolean join(List<Thread> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    boolean ended = true;
    for (Thread thread : wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
      if (thread.isAlive()) {
        ended = false;
        violations.add(
            Violation.What.HANG,
            thread.getName() + " does not end, at " + Arrays.toString(thread.getStackTrace()));
      }
    }
    return ended;
  }
}
