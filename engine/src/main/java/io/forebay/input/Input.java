package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import java.util.List;

/// Where input pipelines begin: examples from a source, workers that bring them into a queue,
/// batches out.
///
/// ```java
/// var examples = Examples.written(source, parser.elementSpec(), () -> parser.newInstance()::parse);
/// try (BatchReader batches =
///     Input.shuffleBatch(examples).batchSize(64).capacity(10_000).workers(4).start()) {
///   while (batches.next()) {
///     train(batches.batch());
///   }
/// }
/// ```
///
/// `batch` keeps the order in which elements were enqueued (with one worker that of the source),
/// `shuffleBatch` draws at random from those that are in the queue. In a join each of several
/// sources has a worker of its own, and keeps its order (B3). The `maybe` forms drop what is not to
/// be kept.
///
/// What [Batching#start] returns has threads of its own; what [Batching#in] returns belongs to a
/// pipeline, whose runners somebody starts.
public final class Input {
  private Input() {}

  /// Batches in order.
  public static <R> Batching batch(Examples<R> examples) {
    return new Batching("batch", List.of(examples), false, false);
  }

  /// Batches in order, of what is kept.
  ///
  /// @throws InvalidArgumentException if rows are to be chosen and a record is one example (B11)
  public static <R> Batching maybeBatch(Examples<R> examples, KeepInput<R> keepInput) {
    return batch(examples.keeping(keepInput));
  }

  /// Batches of several sources, each in its order.
  public static Batching batchJoin(List<? extends Examples<?>> examples) {
    return new Batching("batch_join", examples, true, false);
  }

  /// Batches of several sources, each in its order, of what is kept.
  ///
  /// @throws InvalidArgumentException if rows are to be chosen and a record is one example (B11)
  public static <R> Batching maybeBatchJoin(List<Examples<R>> examples, KeepInput<R> keepInput) {
    return batchJoin(keeping(examples, keepInput));
  }

  /// Shuffled batches.
  public static <R> Batching shuffleBatch(Examples<R> examples) {
    return new Batching("shuffle_batch", List.of(examples), false, true);
  }

  /// Shuffled batches of what is kept.
  ///
  /// @throws InvalidArgumentException if rows are to be chosen and a record is one example (B11)
  public static <R> Batching maybeShuffleBatch(Examples<R> examples, KeepInput<R> keepInput) {
    return shuffleBatch(examples.keeping(keepInput));
  }

  /// Shuffled batches of several sources.
  public static Batching shuffleBatchJoin(List<? extends Examples<?>> examples) {
    return new Batching("shuffle_batch_join", examples, true, true);
  }

  /// Shuffled batches of several sources, of what is kept.
  ///
  /// @throws InvalidArgumentException if rows are to be chosen and a record is one example (B11)
  public static <R> Batching maybeShuffleBatchJoin(
      List<Examples<R>> examples, KeepInput<R> keepInput) {
    return shuffleBatchJoin(keeping(examples, keepInput));
  }

  private static <R> List<Examples<R>> keeping(List<Examples<R>> examples, KeepInput<R> keepInput) {
    return examples.stream().map(each -> each.keeping(keepInput)).toList();
  }
}
