package io.forebay.enqueuer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a worker process prints: passed on to `System.err`, each line after the name of the worker,
/// and the last lines kept for the case that it dies.
final class LastLines {
  private static final int KEPT = 20;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long GRACE_NANOS = 300_000_000;

  private final Deque<String> lines = new ArrayDeque<>(); // guarded by this
  private final Thread reader;

  LastLines(String worker, BufferedReader output) {
    reader =
        Thread.ofPlatform().daemon().name(worker + "-output").start(() -> read(worker, output));
  }

  private void read(String worker, BufferedReader output) {
    try (output) {
      String line = output.readLine();
      while (line != null) {
        System.err.println(worker + ": " + line);
        keep(line);
        line = output.readLine();
      }
    } catch (IOException e) {
      keep("(its output cannot be read: " + e + ")");
    }
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /// The last lines of a process that has ended. It waits for the end of its output, but not long:
  /// other processes may have it too.
  List<String> ofEnded() {
    awaitEnd();
    synchronized (this) {
      return List.copyOf(lines);
    }
  }

  /// Waits for the end of the output, but not long. Not cut short by an interrupt, which stays set.
  void awaitEnd() {
    long start = System.nanoTime();
    long left = GRACE_NANOS;
    boolean interrupted = false;
    while (left > 0 && reader.isAlive()) {
      try {
        reader.join(left / NANOS_PER_MILLI + 1); // a Duration ends before isAlive does
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = GRACE_NANOS - (System.nanoTime() - start);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
