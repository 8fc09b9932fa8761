package io.forebay.coordination;

import io.forebay.error.Code;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a [QueueRunner] consists of, everything told by its name: TensorFlow's message
/// `QueueRunnerDef`, with the same bytes (U23). [Pipeline#queueRunner] makes a runner of it.
///
/// @param queueName name of the queue
/// @param enqueueOpNames names of the operations, one thread each
/// @param closeOpName name of what closes the queue at the end of the input
/// @param cancelOpName name of what runs when the coordinator stops
/// @param queueClosedCodes codes by which an operation says that it has come to its end; none
///   stands for OUT_OF_RANGE, as in files of old
public record QueueRunnerDef(
    String queueName,
    List<String> enqueueOpNames,
    String closeOpName,
    String cancelOpName,
    List<Code> queueClosedCodes) {

  /// Copies the lists.
  public QueueRunnerDef {
    enqueueOpNames = List.copyOf(enqueueOpNames);
    queueClosedCodes = List.copyOf(queueClosedCodes);
  }

  /// Reads the bytes of a message `tensorflow.QueueRunnerDef`. Fields that it does not know are
  /// skipped.
  ///
  /// @throws io.forebay.error.InvalidArgumentException if they are none, or name a code that there
  ///   is not
  public static QueueRunnerDef parseFrom(byte[] bytes) {
    return QueueRunnerDefFormat.parse(bytes);
  }

  /// The bytes of the message `tensorflow.QueueRunnerDef`.
  public byte[] toByteArray() {
    return QueueRunnerDefFormat.bytes(this);
  }

  /// All names without that scope in front (U24). It is a scope without the slash at its end.
  public QueueRunnerDef withoutScope(String scope) {
    return scope.isEmpty() ? this : withNames(name -> NameScope.strip(scope, name));
  }

  /// All names with that scope in front (U25). It is a scope without the slash at its end.
  public QueueRunnerDef withScope(String scope) {
    return scope.isEmpty() ? this : withNames(name -> NameScope.prepend(scope, name));
  }

  private QueueRunnerDef withNames(UnaryOperator<String> change) {
    return new QueueRunnerDef(
        change.apply(queueName),
        enqueueOpNames.stream().map(change).toList(),
        change.apply(closeOpName),
        change.apply(cancelOpName),
        queueClosedCodes);
  }
}
