package io.forebay.coordination;

import io.forebay.error.Code;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Collects what a [QueueRunner] is made from. Not thread-safe.
public final class QueueRunnerBuilder {
  final TensorQueue queue;
  final List<Operation> operations = new ArrayList<>();
  Operation closeOperation;
  Operation cancelOperation;
  List<Code> closedCodes = List.of(Code.OUT_OF_RANGE);
  int[] cpus = {};

  QueueRunnerBuilder(TensorQueue queue) {
    this.queue = Objects.requireNonNull(queue, "queue");
    this.closeOperation = Operation.close(queue);
    this.cancelOperation = Operation.cancel(queue);
  }

  /// One more thread, for this operation. The same one may be given several times.
  public QueueRunnerBuilder operation(Operation operation) {
    operations.add(Objects.requireNonNull(operation, "operation"));
    return this;
  }

  /// One more thread for each of these operations.
  public QueueRunnerBuilder operations(Collection<? extends Operation> more) {
    more.forEach(this::operation);
    return this;
  }

  /// What the last thread runs at the end of the input. Default: [Operation#close].
  public QueueRunnerBuilder closeOperation(Operation operation) {
    closeOperation = Objects.requireNonNull(operation, "closeOperation");
    return this;
  }

  /// What runs when the coordinator stops. Default: [Operation#cancel].
  public QueueRunnerBuilder cancelOperation(Operation operation) {
    cancelOperation = Objects.requireNonNull(operation, "cancelOperation");
    return this;
  }

  /// The codes of the exceptions by which an operation says that it has come to its end. Default:
  /// OUT_OF_RANGE.
  ///
  /// @throws IllegalArgumentException if there are none, or OK is among them (U4)
  public QueueRunnerBuilder closedCodes(Collection<Code> codes) {
    if (codes.isEmpty() || codes.contains(Code.OK)) {
      throw new IllegalArgumentException(
          "closedCodes: " + codes + " (expected: at least 1 code of a failure)");
    }
    closedCodes = List.copyOf(codes);
    return this;
  }

  /// Worker i is bound to CPU `cpus[i % cpus.length]`. Where that cannot be, it runs unbound, and
  /// [QueueRunner#pinning] says why. Default: none.
  public QueueRunnerBuilder cpus(int... numbers) {
    cpus = numbers.clone();
    return this;
  }

  /// The runner.
  ///
  /// @throws IllegalArgumentException if it has no operation (U2)
  public QueueRunner build() {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("operations: none (expected: at least 1)");
    }
    return new QueueRunner(this);
  }
}
