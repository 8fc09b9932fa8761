package io.forebay.enqueuer;

import java.util.List;

/// A worker process ended by itself or was killed. The message names it, what it was at, how it
/// ended, and the last lines that it wrote.
public final class WorkerProcessException extends EnqueuerException {
  private static final long serialVersionUID = 1L;
  private static final int SIGNALLED = 128;

  private final String worker;
  private final long pid;
  private final int exitStatus;
  private final transient List<String> lastLines;

  WorkerProcessException(
      String worker, long pid, String task, int exitStatus, List<String> lastLines) {
    super(message(worker, pid, task, exitStatus, lastLines), null);
    this.worker = worker;
    this.pid = pid;
    this.exitStatus = exitStatus;
    this.lastLines = List.copyOf(lastLines);
  }

  /// Name of the worker, for example `OrderedEnqueuer-1-worker-2`.
  public String worker() {
    return worker;
  }

  /// Number of the process.
  public long pid() {
    return pid;
  }

  /// Exit status: 128 and the signal if it was killed by one.
  public int exitStatus() {
    return exitStatus;
  }

  /// The signal that killed it, for example 9; 0 if none did.
  public int signal() {
    return Math.max(0, exitStatus - SIGNALLED);
  }

  /// The last lines that it printed, oldest first; none in a deserialized exception.
  public List<String> lastLines() {
    return lastLines == null ? List.of() : lastLines;
  }

  private static String message(
      String worker, long pid, String task, int exitStatus, List<String> lastLines) {
    String signal = exitStatus > SIGNALLED ? " (signal " + (exitStatus - SIGNALLED) + ")" : "";
    String printed =
        lastLines.isEmpty()
            ? "; it wrote nothing"
            : "; the last lines it wrote:\n  " + String.join("\n  ", lastLines);
    return worker
        + ": process "
        + pid
        + " ended with exit status "
        + exitStatus
        + signal
        + " at "
        + task
        + printed;
  }
}
