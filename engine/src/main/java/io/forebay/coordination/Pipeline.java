package io.forebay.coordination;

import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What belongs together: queues and operations, found by their names, the queue runners that fill
/// them, in collections, and gauges that tell how full they are. TensorFlow keeps these in a graph;
/// here they are objects, and a pipeline is where they are listed, so that a session can start them
/// all and a [QueueRunnerDef] can name them.
///
/// It owns its queues, but those that are shared: they belong to their container, which is its own
/// unless it was given one. Thread-safe.
public final class Pipeline implements AutoCloseable {
  /// The collection that runners are added to and started from unless another one is named.
  public static final String QUEUE_RUNNERS = "queue_runners";

  private final String name;
  private final QueueContainer container;
  private final boolean ownsContainer;
  private final Map<String, TensorQueue> queues = new LinkedHashMap<>(); // guarded by this, as all
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, List<QueueRunner>> collections = new LinkedHashMap<>();
  private final Map<String, Gauge> gauges = new LinkedHashMap<>();
  private final List<Runnable> closings = new ArrayList<>();

  /// An empty pipeline, whose shared queues are its own.
  public Pipeline(String name) {
    this(name, new QueueContainer(name), true);
  }

  /// An empty pipeline, whose shared queues are those of the container: other pipelines may share
  /// them.
  public Pipeline(String name, QueueContainer container) {
    this(name, container, false);
  }

  private Pipeline(String name, QueueContainer container, boolean ownsContainer) {
    this.name = Objects.requireNonNull(name, "name");
    this.container = Objects.requireNonNull(container, "container");
    this.ownsContainer = ownsContainer;
  }

  /// Its name, in messages.
  public String name() {
    return name;
  }

  /// Where its shared queues are.
  public QueueContainer container() {
    return container;
  }

  /// Adds a queue under its name; adding it again does nothing.
  ///
  /// @return the queue
  /// @throws InvalidArgumentException if another one has that name
  public synchronized <Q extends TensorQueue> Q add(Q queue) {
    put(queues, "queue", queue.name(), queue);
    return queue;
  }

  /// Adds an operation under its name; adding it again does nothing.
  ///
  /// @return the operation
  /// @throws InvalidArgumentException if another one has that name
  public synchronized Operation add(Operation operation) {
    put(operations, "operation", operation.name(), operation);
    return operation;
  }

  /// Adds a runner to [#QUEUE_RUNNERS].
  ///
  /// @return the runner
  public QueueRunner add(QueueRunner runner) {
    return add(runner, QUEUE_RUNNERS);
  }

  /// Adds a runner to a collection, its queue and its operations too. It may be there more than
  /// once (S1).
  ///
  /// @return the runner
  /// @throws InvalidArgumentException if another queue or operation has one of their names
  public synchronized QueueRunner add(QueueRunner runner, String collection) {
    requireFree(queues, "queue", runner.queue().name(), runner.queue());
    Stream.concat(
            runner.operations().stream(),
            Stream.of(runner.closeOperation(), runner.cancelOperation()))
        .forEach(each -> requireFree(operations, "operation", each.name(), each));
    add(runner.queue());
    runner.operations().forEach(this::add);
    add(runner.closeOperation());
    add(runner.cancelOperation());
    collections.computeIfAbsent(collection, key -> new ArrayList<>()).add(runner);
    return runner;
  }

  /// Adds a gauge under its name; adding it again does nothing.
  ///
  /// @return the gauge
  /// @throws InvalidArgumentException if another one has that name
  public synchronized Gauge add(Gauge gauge) {
    put(gauges, "gauge", gauge.name(), gauge);
    return gauge;
  }

  /// The queue of that name.
  ///
  /// @throws InvalidArgumentException if there is none
  public synchronized TensorQueue queue(String queueName) {
    return find(queues, "queue", queueName);
  }

  /// The operation of that name.
  ///
  /// @throws InvalidArgumentException if there is none
  public synchronized Operation operation(String operationName) {
    return find(operations, "operation", operationName);
  }

  /// The gauges, in the order in which they were added.
  public synchronized List<Gauge> gauges() {
    return List.copyOf(gauges.values());
  }

  /// The runners of [#QUEUE_RUNNERS], in the order in which they were added.
  public List<QueueRunner> queueRunners() {
    return queueRunners(QUEUE_RUNNERS, "");
  }

  /// The runners of a collection whose names begin with that scope (S6), in the order in which they
  /// were added; none if there is no such collection.
  public synchronized List<QueueRunner> queueRunners(String collection, String scope) {
    return collections.getOrDefault(collection, List.of()).stream()
        .filter(runner -> runner.name().startsWith(scope))
        .toList();
  }

  /// As [#queueRunner(QueueRunnerDef, String)] without a scope.
  public QueueRunner queueRunner(QueueRunnerDef def) {
    return queueRunner(def, "");
  }

  /// A new runner of what the definition names (U25); it is in no collection yet.
  ///
  /// @param importScope what to put in front of all names, without a slash at its end; may be empty
  /// @throws InvalidArgumentException if something of that name is not here
  /// @throws IllegalArgumentException if it names no operation, or OK as a code (U2, U4)
  public QueueRunner queueRunner(QueueRunnerDef def, String importScope) {
    QueueRunnerDef here = def.withScope(importScope);
    QueueRunnerBuilder builder = QueueRunner.on(queue(here.queueName()));
    here.enqueueOpNames().forEach(each -> builder.operation(operation(each)));
    builder.closeOperation(operation(here.closeOpName()));
    builder.cancelOperation(operation(here.cancelOpName()));
    if (!here.queueClosedCodes().isEmpty()) {
      builder.closedCodes(here.queueClosedCodes());
    }
    return builder.build();
  }

  /// That name, or with `_1`, `_2` and so on behind it, if a queue has it already, or it is the
  /// scope of an operation or a gauge.
  public synchronized String uniqueName(String wanted) {
    String unique = wanted;
    for (int i = 1; isTaken(unique); i++) {
      unique = wanted + "_" + i;
    }
    return unique;
  }

  private boolean isTaken(String unique) {
    return queues.containsKey(unique)
        || Stream.concat(operations.keySet().stream(), gauges.keySet().stream())
            .anyMatch(each -> each.startsWith(unique + "/"));
  }

  /// Something to do in [#close], before the queues are freed; the last one added is done first.
  public synchronized void onClose(Runnable closing) {
    closings.add(Objects.requireNonNull(closing, "closing"));
  }

  /// Closes its queues with cancel, which ends every wait in them; those of a container that it was
  /// given stay open. Frees nothing, and waits for nobody.
  public void cancel() {
    ownQueues().forEach(Pipeline::cancel);
  }

  private static void cancel(TensorQueue queue) {
    try {
      queue.close(true);
    } catch (InterruptedException e) {
      throw new AssertionError("a cancelling close waited", e);
    }
  }

  private synchronized List<TensorQueue> ownQueues() {
    return queues.values().stream()
        .filter(queue -> ownsContainer || queue.sharedName().isEmpty())
        .toList();
  }

  /// Closes and frees its queues; those of a container that it was given stay. Its threads must
  /// have ended. It may be called again, and does what could not be done before.
  ///
  /// @throws IllegalStateException if something is still in use, see [TensorQueue#free]; all else
  ///   is freed
  @Override
  public void close() {
    List<Throwable> failures = doClosings();
    for (TensorQueue queue : ownQueues()) {
      if (queue.sharedName().isEmpty()) {
        isDone(queue::free, failures);
      }
    }
    if (ownsContainer) {
      isDone(container::reset, failures);
    }
    throwFirst(failures);
  }

  /// Does what [#close] does before it frees the queues, see [#onClose]; readers of inputs close
  /// their sources then, which ends workers that wait in one. Threads may still run.
  ///
  /// @throws RuntimeException what something of it failed with; it is done again by the close
  public void closeReaders() {
    throwFirst(doClosings());
  }

  private List<Throwable> doClosings() {
    List<Throwable> failures = new ArrayList<>();
    for (Runnable closing : closings()) {
      if (isDone(closing, failures)) {
        forget(closing);
      }
    }
    return failures;
  }

  private static void throwFirst(List<Throwable> failures) {
    if (!failures.isEmpty()) {
      Throwable first = failures.getFirst();
      failures.stream().filter(e -> e != first).forEach(first::addSuppressed);
      throw CoordinatorException.unchecked(first);
    }
  }

  private synchronized List<Runnable> closings() {
    return List.copyOf(closings.reversed());
  }

  private synchronized void forget(Runnable closing) {
    closings.remove(closing);
  }

  private static boolean isDone(Runnable closing, List<Throwable> failures) {
    try {
      closing.run();
      return true;
    } catch (RuntimeException | Error e) {
      failures.add(e);
      return false;
    }
  }

  private <T> void put(Map<String, T> all, String kind, String key, T value) {
    requireFree(all, kind, key, value);
    all.putIfAbsent(key, value);
  }

  private <T> void requireFree(Map<String, T> all, String kind, String key, T value) {
    T there = all.get(key);
    if (there != null && !there.equals(value)) {
      throw new InvalidArgumentException(
          here() + kind + " '" + key + "' is there already (expected: another name)");
    }
  }

  private <T> T find(Map<String, T> all, String kind, String key) {
    T found = all.get(key);
    if (found == null) {
      throw new InvalidArgumentException(
          here() + "no " + kind + " '" + key + "' (expected: one of " + names(all) + ")");
    }
    return found;
  }

  private static Collection<String> names(Map<String, ?> all) {
    return List.copyOf(all.keySet());
  }

  private String here() {
    return "pipeline '" + name + "': ";
  }

  @Override
  public String toString() {
    return "pipeline '" + name + "'";
  }
}
