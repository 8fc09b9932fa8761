package io.forebay.coordination;

import io.forebay.error.Code;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps a queue filled: one thread an operation, each repeating its operation until the input ends
/// or the coordinator stops.
///
/// An operation that throws with one of the closed codes (default: OUT_OF_RANGE) has come to its
/// end; when the last thread ends so, it runs the close operation, so that nobody's elements are
/// cut off (U13). Any other exception stops the coordinator, which keeps it (U14); without a
/// coordinator it is kept in [#exceptionsRaised] and thrown in its thread (U15). When the
/// coordinator stops, one more thread runs the cancel operation: blocked producers fail, consumers
/// drain what is there, then get `OutOfRangeException` (U19).
///
/// The end of the input does not stop the coordinator, so `join` waits until somebody, usually the
/// consumer, requests the stop (U20). Without a coordinator, or if the last thread ends by an
/// exception of another kind, nobody closes the queue (U17). Thread-safe.
public final class QueueRunner {
  private final TensorQueue queue;
  private final List<Operation> operations;
  private final Operation closeOperation;
  private final Operation cancelOperation;
  private final List<Code> closedCodes;
  private final Pinning pinning;
  private final Cancellation noSession = Cancellation.flag();
  private final Map<Cancellation, Integer> outstanding = new IdentityHashMap<>(); // guarded by this
  private final List<Throwable> raised = new ArrayList<>(); // guarded by this

  QueueRunner(QueueRunnerBuilder builder) {
    this.queue = builder.queue;
    this.operations = List.copyOf(builder.operations);
    this.closeOperation = builder.closeOperation;
    this.cancelOperation = builder.cancelOperation;
    this.closedCodes = builder.closedCodes;
    this.pinning = new Pinning(queue.name(), builder.cpus);
  }

  /// Begins a runner for that queue.
  public static QueueRunnerBuilder on(TensorQueue queue) {
    return new QueueRunnerBuilder(queue);
  }

  /// Creates the threads, one an operation, in order; with a coordinator the close-on-stop thread
  /// comes last, and all are registered with it. While threads of an earlier call have not ended,
  /// or were not started, it creates none (U7).
  ///
  /// @param coordinator whose stop ends them, or null; operations run under it
  /// @param daemon whether they are daemon threads
  /// @param start whether they are started
  public List<Thread> createThreads(
      @Nullable Coordinator coordinator, boolean daemon, boolean start) {
    return createThreads(noSession, coordinator, daemon, start);
  }

  /// As [#createThreads(Coordinator, boolean, boolean)] for one session; sessions do not count each
  /// other's threads (U8). Without a coordinator operations run under the session.
  public List<Thread> createThreads(
      Cancellation session, @Nullable Coordinator coordinator, boolean daemon, boolean start) {
    Objects.requireNonNull(session, "session");
    synchronized (this) {
      if (outstanding.containsKey(session)) {
        return List.of();
      }
      outstanding.put(session, operations.size());
      raised.clear();
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Runnable body = new RunnerThread(this, session, coordinator, operation, i);
      threads.add(thread(operation.name(), daemon, body));
    }
    if (coordinator != null) {
      threads.add(thread("close_on_stop", daemon, () -> cancelOnStop(coordinator)));
      threads.forEach(coordinator::registerThread);
    }
    if (start) {
      startAll(session, threads);
    }
    return List.copyOf(threads);
  }

  /// Threads that cannot be started are counted out, so that a later call can try again.
  private void startAll(Cancellation session, List<Thread> threads) {
    int started = 0;
    try {
      for (Thread thread : threads) {
        thread.start();
        started++;
      }
    } finally {
      for (int i = started; i < operations.size(); i++) {
        countOut(session);
      }
    }
  }

  /// The queue's name.
  public String name() {
    return queue.name();
  }

  /// The queue it fills.
  public TensorQueue queue() {
    return queue;
  }

  /// What its threads repeat, in order.
  public List<Operation> operations() {
    return operations;
  }

  /// What the last thread runs at the end of the input.
  public Operation closeOperation() {
    return closeOperation;
  }

  /// What runs when the coordinator stops.
  public Operation cancelOperation() {
    return cancelOperation;
  }

  /// The codes of the exceptions by which an operation says that it has come to its end.
  public List<Code> closedCodes() {
    return closedCodes;
  }

  /// As a definition that can be stored, in which everything is told by its name.
  public QueueRunnerDef toDef() {
    List<String> names = operations.stream().map(Operation::name).toList();
    return new QueueRunnerDef(
        name(), names, closeOperation.name(), cancelOperation.name(), closedCodes);
  }

  /// As [#toDef()] for a reader who knows the names without that name scope, or null if the queue's
  /// name does not begin with it (U24).
  public @Nullable QueueRunnerDef toDef(String exportScope) {
    return name().startsWith(exportScope) ? toDef().withoutScope(exportScope) : null;
  }

  /// What threads without a coordinator failed with, since threads were last created.
  public synchronized List<Throwable> exceptionsRaised() {
    return List.copyOf(raised);
  }

  /// What became of the threads that were to be pinned to CPUs, one line each.
  public List<String> pinning() {
    return pinning.outcomes();
  }

  void pin(int worker) {
    pinning.pin(worker);
  }

  synchronized void keep(Throwable error) {
    raised.add(error);
  }

  /// A thread that is about to end: counted out at once, unless it is the last one, which first
  /// closes the queue, and then calls [#countOut] itself.
  ///
  /// @return true if it is the last
  synchronized boolean isLast(Cancellation session) {
    if (outstanding.getOrDefault(session, 0) == 1) {
      return true;
    }
    countOut(session);
    return false;
  }

  synchronized void countOut(Cancellation session) {
    outstanding.computeIfPresent(session, (key, count) -> count == 1 ? null : count - 1);
  }

  private Thread thread(String what, boolean daemon, Runnable body) {
    String name = "QueueRunnerThread-" + name() + "-" + what;
    return Thread.ofPlatform().daemon(daemon).name(name).unstarted(body);
  }

  /// Somebody who interrupts this thread wants an end as well.
  private void cancelOnStop(Coordinator coordinator) {
    boolean interrupted = false;
    try {
      coordinator.waitForStop();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    RunnerThread.runToEnd(cancelOperation, coordinator);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "queue runner '" + name() + "', " + operations.size() + " operations";
  }
}
