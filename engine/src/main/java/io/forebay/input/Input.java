package io.forebay.input;

import io.forebay.queue.ElementWriter;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import java.util.Objects;
import java.util.function.Supplier;

/// Where input pipelines begin: a source, workers that read it into a queue, batches out.
///
/// ```java
/// try (BatchReader batches =
///     Input.shuffleBatch(source, parser.elementSpec(), () -> parser.newInstance()::parse)
///         .batchSize(64)
///         .capacity(10_000)
///         .workers(4)
///         .start()) {
///   while (batches.next()) {
///     train(batches.batch());
///   }
/// }
/// ```
///
/// `batch` keeps the order in which elements were enqueued (with one worker that of the source),
/// `shuffleBatch` draws at random from those that are in the queue. A record is one element, or,
/// with a [TensorSource], a chunk of several.
public final class Input {
  private Input() {}

  /// Batches in order; all workers share the writer, which must be thread-safe.
  public static <R> Batching<R> batch(
      Source<R> source, ElementSpec element, ElementWriter<? super R, ?> writer) {
    return batch(source, element, shared(writer));
  }

  /// Batches in order; each worker has a writer of its own, made by its thread.
  public static <R> Batching<R> batch(
      Source<R> source,
      ElementSpec element,
      Supplier<? extends ElementWriter<? super R, ?>> writers) {
    return new Batching<>(source, element, elements(writers), false);
  }

  /// Batches in order; a record is a chunk of several elements.
  public static Batching<Tensor[]> batch(TensorSource source, ElementSpec element) {
    return new Batching<>(source, element, scratch -> Feed.chunk(), false);
  }

  /// Batches in order; a record is a chunk of several elements, of which the filter chooses (B13).
  public static Batching<Tensor[]> batch(
      TensorSource source, ElementSpec element, RowFilter filter) {
    return new Batching<>(source, element, filtered(filter), false);
  }

  /// Shuffled batches; all workers share the writer, which must be thread-safe.
  public static <R> Batching<R> shuffleBatch(
      Source<R> source, ElementSpec element, ElementWriter<? super R, ?> writer) {
    return shuffleBatch(source, element, shared(writer));
  }

  /// Shuffled batches; each worker has a writer of its own, made by its thread.
  public static <R> Batching<R> shuffleBatch(
      Source<R> source,
      ElementSpec element,
      Supplier<? extends ElementWriter<? super R, ?>> writers) {
    return new Batching<>(source, element, elements(writers), true);
  }

  /// Shuffled batches; a record is a chunk of several elements.
  public static Batching<Tensor[]> shuffleBatch(TensorSource source, ElementSpec element) {
    return new Batching<>(source, element, scratch -> Feed.chunk(), true);
  }

  /// Shuffled batches; a record is a chunk of several elements, of which the filter chooses (B13).
  public static Batching<Tensor[]> shuffleBatch(
      TensorSource source, ElementSpec element, RowFilter filter) {
    return new Batching<>(source, element, filtered(filter), true);
  }

  private static <R> Supplier<ElementWriter<? super R, ?>> shared(
      ElementWriter<? super R, ?> writer) {
    Objects.requireNonNull(writer, "writer");
    return () -> writer;
  }

  private static <R> Feed.Maker<R> elements(
      Supplier<? extends ElementWriter<? super R, ?>> writers) {
    Objects.requireNonNull(writers, "writers");
    return scratch -> Feed.element(writers.get());
  }

  private static Feed.Maker<Tensor[]> filtered(RowFilter filter) {
    Objects.requireNonNull(filter, "filter");
    return scratch -> new FilteredFeed(filter, scratch);
  }
}
