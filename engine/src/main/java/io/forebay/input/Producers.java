package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.FifoQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Queues that a thread fills with the rows of something, epoch after epoch, and limits on how
/// often something happens.
///
/// ```java
/// FifoQueue files =
///     Producers.strings(Producers.matchFilenamesOnce("data/*.tfrecord")).numEpochs(3).in(pipeline);
/// ```
///
/// One thread enqueues a whole epoch at once, so epochs do not mix. An input without rows is
/// refused. After the last epoch the queue is closed; who dequeues gets what is left, then
/// `OutOfRangeException`. If a producer fails, its coordinator stops with the error, and the queue
/// is closed.
public final class Producers {
  private Producers() {}

  /// Produces the strings (I4).
  ///
  /// @throws InvalidArgumentException if there are none
  public static Producing<FifoQueue> strings(String... strings) {
    return strings(List.of(strings));
  }

  /// Produces the strings (I4).
  ///
  /// @throws InvalidArgumentException if there are none
  public static Producing<FifoQueue> strings(List<String> strings) {
    List<String> copy = List.copyOf(strings);
    requireSome(copy, "none");
    return strings(() -> copy);
  }

  /// Produces what is supplied, asked for at the beginning of each epoch on the producer's thread
  /// (I4). If that is empty, the producer fails with [InvalidArgumentException].
  public static Producing<FifoQueue> strings(Supplier<? extends List<String>> strings) {
    Function<Arena, Tensor> rows =
        arena -> {
          List<String> now = strings.get();
          requireSome(now, strings instanceof MatchedFilenames files ? "no " + files : "none");
          return Tensor.ofStrings(arena, Shape.of(now.size()), now.toArray(String[]::new));
        };
    return new Producing<>(TensorSpec.of(DType.STRING), rows, true, queue -> queue);
  }

  /// Produces the rows of a tensor of rank 1 at least (I3). It must stay as it is as long as the
  /// producer runs.
  ///
  /// @throws InvalidArgumentException if it has no rows
  public static Producing<FifoQueue> rows(Tensor tensor) {
    return rows(tensor, Shape.unknownRank());
  }

  /// As [#rows(Tensor)], of rows that have that shape; what is unknown in it, the tensor tells.
  ///
  /// @throws InvalidArgumentException also if the shapes are not compatible
  public static Producing<FifoQueue> rows(Tensor tensor, Shape elementShape) {
    requireRows("rows", tensor);
    TensorSpec row = row(tensor);
    if (!row.shape().isCompatibleWith(elementShape)) {
      throw Refusal.of("elementShape", elementShape, "compatible with " + row.shape());
    }
    return new Producing<>(row, arena -> tensor, false, queue -> queue);
  }

  /// Produces the INT32 numbers from 0 to `limit` - 1 (I5).
  ///
  /// @throws InvalidArgumentException if the limit is below 1
  public static Producing<FifoQueue> range(int limit) {
    return range(limit, queue -> queue);
  }

  /// Produces one row of each of the tensors at a time, all of the same index (I6), as examples for
  /// an input; always a list, also of one tensor. There are as many as the first tensor has rows:
  /// if another one has fewer, the input fails with [InvalidArgumentException]; if it has more,
  /// they are never seen. The tensors must stay as they are as long as the input is read.
  ///
  /// @throws InvalidArgumentException if there are no tensors, or the first has no rows
  public static Producing<Examples<Tensor[]>> slices(Tensor... tensors) {
    Tensor[] all = tensors.clone();
    if (all.length == 0) {
      throw Refusal.of("slices", "none", "at least 1 tensor");
    }
    for (Tensor each : all) {
      requireRank("slices", each);
    }
    requireRows("slices", all[0]);
    int limit = Math.toIntExact(all[0].shape().dim(0));
    return range(limit, queue -> SlicesByIndex.examples(queue, all));
  }

  /// The source for so many records, over all threads that read it (I2), then the end.
  ///
  /// @param numEpochs how many, or null for no limit
  /// @throws InvalidArgumentException if that is below 1
  public static <R> Source<R> limitEpochs(Source<R> source, @Nullable Integer numEpochs) {
    return numEpochs == null ? source : EpochLimit.on(source, numEpochs);
  }

  /// The operation for so many runs, over all threads (I2), then `OutOfRangeException`. A run that
  /// fails counts.
  ///
  /// @param numEpochs how many, or null for no limit
  /// @throws InvalidArgumentException if that is below 1
  public static Operation limitEpochs(Operation operation, @Nullable Integer numEpochs) {
    return numEpochs == null ? operation : EpochLimit.on(operation, numEpochs);
  }

  /// The names of the files that match these globs, looked up once (I1).
  public static MatchedFilenames matchFilenamesOnce(String... patterns) {
    return new MatchedFilenames(List.of(patterns));
  }

  private static <T> Producing<T> range(int limit, Function<FifoQueue, T> result) {
    Refusal.atLeast(1, "limit", limit);
    Tensor numbers = Tensor.allocate(Arena.ofAuto(), DType.INT32, Shape.of(limit));
    for (int i = 0; i < limit; i++) {
      numbers.setInt(i, i);
    }
    return new Producing<>(row(numbers), arena -> numbers, true, result);
  }

  static TensorSpec row(Tensor tensor) {
    return new TensorSpec(tensor.dtype(), tensor.shape().dropFirst(), "");
  }

  private static void requireSome(List<String> strings, String whatThereIs) {
    if (strings.isEmpty()) {
      throw Refusal.of("strings", whatThereIs, "at least 1");
    }
  }

  private static void requireRows(String what, Tensor tensor) {
    requireRank(what, tensor);
    if (tensor.shape().dim(0) == 0 || tensor.shape().dim(0) > Integer.MAX_VALUE) {
      throw Refusal.of(what, tensor, "1 to 2^31 - 1 rows");
    }
  }

  private static void requireRank(String what, Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      throw Refusal.of(what, tensor, "rank at least 1, its first dimension the rows");
    }
  }
}
