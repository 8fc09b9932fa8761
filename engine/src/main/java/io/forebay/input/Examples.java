package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.Batch;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an input consists of: a source of records, what one example is made of, and how a record
/// becomes examples. Immutable; an input that is started on it owns the source.
///
/// Components keep the order of the spec, named or not (TensorFlow sorts those of a map, B7).
///
/// @param <R> the type of a record
public final class Examples<R> {
  private final Source<R> source;
  private final ElementSpec element;
  private final Form form;
  private final FeedMaker<R> feeds;
  private final @Nullable KeepInput<R> keepInput;

  private enum Form {
    WRITTEN,
    SINGLE,
    ROWS
  }

  @FunctionalInterface
  private interface FeedMaker<R> {
    Feed<R> make(@Nullable RowFilter filter);
  }

  private Examples(
      Source<R> source,
      ElementSpec element,
      Form form,
      FeedMaker<R> feeds,
      @Nullable KeepInput<R> keepInput) {
    this.source = Objects.requireNonNull(source, "source");
    this.element = Objects.requireNonNull(element, "element");
    this.form = form;
    this.feeds = feeds;
    this.keepInput = keepInput;
  }

  /// A record is one example, which the writer writes in place; all workers share the writer, which
  /// must be thread-safe. For elements of fixed size.
  public static <R> Examples<R> written(
      Source<R> source, ElementSpec element, ElementWriter<? super R, ?> writer) {
    Objects.requireNonNull(writer, "writer");
    return written(source, element, () -> writer);
  }

  /// A record is one example, written in place; each worker has a writer of its own, made by its
  /// thread. For elements of fixed size.
  public static <R> Examples<R> written(
      Source<R> source,
      ElementSpec element,
      Supplier<? extends ElementWriter<? super R, ?>> writers) {
    Objects.requireNonNull(writers, "writers");
    return new Examples<>(
        source, element, Form.WRITTEN, filter -> Feed.written(writers.get()), null);
  }

  /// A record is one example, a tensor for each component, which is copied in. For all elements,
  /// also strings and those with unknown dimensions.
  public static Examples<Tensor[]> single(Source<Tensor[]> source, ElementSpec element) {
    return single(source, element, () -> record -> record);
  }

  /// A record is a chunk of several examples (enqueue_many), see [TensorSource]. `element` tells of
  /// one of them.
  public static Examples<Tensor[]> rows(Source<Tensor[]> source, ElementSpec element) {
    return rows(source, element, () -> record -> record);
  }

  /// The elements of another queue, for example that of a producer: a record is a batch of one of
  /// them, not stacked. The input ends when that queue is closed and drained.
  public static Examples<Batch> from(TensorQueue queue) {
    int size = queue.spec().size();
    return single(new ElementsOfQueue(queue), queue.spec(), () -> Components.ofBatches(size));
  }

  /// The batches of another input, each a chunk (B18): what does not make a batch there does not
  /// arrive here. An input that is started on this closes the reader. The reader's numbers do not
  /// count these batches, and nobody else should read.
  public static Examples<Batch> from(BatchReader reader) {
    ElementSpec spec = reader.queue().spec();
    return rows(new BatchesOfReader(reader), spec, () -> Components.ofBatches(spec.size()));
  }

  private static <R> Examples<R> single(
      Source<R> source, ElementSpec element, Supplier<Components<R>> components) {
    return new Examples<>(
        source, element, Form.SINGLE, filter -> Feed.single(components.get()), null);
  }

  private static <R> Examples<R> rows(
      Source<R> source, ElementSpec element, Supplier<Components<R>> components) {
    FeedMaker<R> feeds =
        filter ->
            filter == null
                ? Feed.rows(components.get())
                : new FilteredFeed<>(components.get(), filter);
    return new Examples<>(source, element, Form.ROWS, feeds, null);
  }

  /// What one example is made of.
  public ElementSpec element() {
    return element;
  }

  /// The same, less what is not kept.
  ///
  /// @throws InvalidArgumentException if rows are to be chosen and a record is one example (B11)
  Examples<R> keeping(KeepInput<R> keep) {
    if (keep.rows() != null && form != Form.ROWS) {
      throw new InvalidArgumentException(
          "keepInput: a vector (expected: a scalar, each record is one example)");
    }
    return new Examples<>(source, element, form, feeds, keep);
  }

  Source<R> source() {
    return source;
  }

  /// True if they can only be written in place.
  boolean isWritten() {
    return form == Form.WRITTEN;
  }

  /// Whether the record is enqueued at all.
  boolean keeps(R record) {
    Predicate<? super R> records = keepInput == null ? null : keepInput.records();
    return records == null || records.test(record);
  }

  /// Makes what brings the records of one thread in; called by that thread.
  Feed<R> newFeed() {
    return feeds.make(keepInput == null ? null : keepInput.rows());
  }
}
