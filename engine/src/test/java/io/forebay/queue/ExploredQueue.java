package io.forebay.queue;

import io.forebay.ring.Cursor;
import io.forebay.ring.Words;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;
import io.forebay.wait.Waiting;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/// A queue on a test's words and threads, and what its words say at this instant, read beneath it.
public abstract class ExploredQueue {
  /// Bytes of the control block come from `allocate`; `peek` reads a word of it.
  ///
  /// @param allocate makes the words, given the number of bytes
  /// @param peek reads one of them without being noticed
  @SuppressWarnings("exports")
  public record Memory(LongFunction<Words> allocate, LongUnaryOperator peek, Threads threads) {
    Seams seams() {
      return new Seams((arena, bytes) -> allocate.apply(bytes), threads);
    }

    long position(long cursor) {
      return Cursor.position(peek.applyAsLong(cursor));
    }

    boolean isClosed(long cursor) {
      return (peek.applyAsLong(cursor) & 2) != 0;
    }
  }

  final TensorQueue queue;
  final Memory memory;
  final Lines.Offsets lines;

  ExploredQueue(TensorQueue queue, Memory memory, Lines.Offsets lines) {
    this.queue = queue;
    this.memory = memory;
    this.lines = lines;
  }

  /// A FIFO queue whose elements are pairs of 64-bit numbers; `lone`: it has one producer.
  public static ExploredQueue fifo(
      int capacity, Waiting waiting, boolean stamped, boolean lone, Memory memory) {
    QueueConfig plain = config(capacity, waiting, memory);
    QueueConfig config = lone ? plain.withSingleProducer() : plain;
    return new ExploredFifo(
        new FifoQueue(stamped ? config.withStampedArrivals() : config), lone, memory);
  }

  /// A shuffle queue of the same elements.
  public static ExploredQueue shuffle(
      int capacity, ShuffleConfig shuffle, Waiting waiting, Memory memory) {
    QueueConfig config = config(capacity, waiting, memory);
    return new ExploredShuffle(new ShuffleQueue(config, shuffle), memory);
  }

  /// A FIFO queue of the same elements in pooled storage; room for that many in its byte budget.
  public static ExploredQueue pooledFifo(
      int capacity, int rowsOfBudget, Waiting waiting, boolean stamped, Memory memory) {
    QueueConfig config = pooled(config(capacity, waiting, memory), rowsOfBudget);
    TensorQueue queue = new FifoQueue(stamped ? config.withStampedArrivals() : config);
    return new ExploredPooled(queue, Drawing.inOrder(capacity), true, rowsOfBudget, memory);
  }

  /// A shuffle queue of the same elements in pooled storage.
  public static ExploredQueue pooledShuffle(
      int capacity, int rowsOfBudget, ShuffleConfig shuffle, Waiting waiting, Memory memory) {
    QueueConfig config = pooled(config(capacity, waiting, memory), rowsOfBudget);
    TensorQueue queue = new ShuffleQueue(config, shuffle);
    return new ExploredPooled(
        queue, Drawing.shuffled(capacity, shuffle), false, rowsOfBudget, memory);
  }

  /// A priority queue whose elements are pairs of 64-bit numbers, the first of them the priority.
  public static ExploredQueue priority(
      int capacity, int rowsOfBudget, Waiting waiting, Memory memory) {
    QueueConfig config = pooled(config(capacity, waiting, memory), rowsOfBudget);
    TensorQueue queue =
        new PriorityQueue(config.withElement(ElementSpec.of(TensorSpec.of(DType.INT64))));
    return new ExploredPooled(queue, Drawing.smallestFirst(capacity), false, rowsOfBudget, memory);
  }

  private static QueueConfig pooled(QueueConfig config, int rowsOfBudget) {
    return config.withPooledStorage().withByteBudget(ExploredPooled.budget(rowsOfBudget));
  }

  private static QueueConfig config(int capacity, Waiting waiting, Memory memory) {
    return QueueConfig.of(capacity, TensorSpec.of(DType.INT64, 2))
        .withWaiting(waiting)
        .withMemory(MemoryPolicy.PLAIN)
        .withSeams(memory.seams());
  }

  /// The queue.
  public TensorQueue queue() {
    return queue;
  }

  /// The most rows of a claim.
  public int largestClaim() {
    return queue.channel().largestClaim();
  }

  /// True if the close flag is up.
  public abstract boolean isClosed();

  /// True if a cancelling close has begun.
  public boolean isCancelled() {
    return memory.peek().applyAsLong(lines.cancelled()) != 0;
  }

  /// How many positions were ever claimed, tombstones included.
  public abstract long claimed();

  /// Rows that can still be taken, now or once their writers are done.
  public abstract long pending();

  /// Rows being written.
  public abstract long inFlight();

  /// Remembers which rows are complete: a cancelling close begins.
  public abstract void markComplete();

  /// How many of those that were marked are still there.
  public abstract long markedLeft();

  /// Checks what must hold after every write of the word at `at`.
  ///
  /// @throws AssertionError if it does not
  public abstract void checkAfterWrite(long at);

  /// All are at rest: why the head of a line, or a plain close, may not sleep; or null.
  ///
  /// @param producerWants rows the sleeping head of the producers' line needs; 0 if none sleeps
  /// @param consumerLacks rows the sleeping head of the consumers' line still needs; 0 if none
  public abstract String wronglyAsleep(int producerWants, int consumerLacks);

  /// All rows are out, and every batch and claim is closed: what is not as at the start; or null.
  public String leftBehind() {
    return null;
  }

  /// True if the thread is the head of the producers' line.
  public boolean isFirstProducer(Waiter waiter) {
    return waiter != null && lines().producers().isHead(waiter);
  }

  /// True if the thread is the head of the consumers' line.
  public boolean isFirstConsumer(Waiter waiter) {
    return waiter != null && lines().consumers().isHead(waiter);
  }

  private Lines lines() {
    return queue.lines();
  }

  /// Rows that a waiting request holds aside.
  public static int held(Batch batch) {
    return batch.held();
  }

  /// One line on both ends and the waiting lines.
  public String describe() {
    return "size "
        + queue.size()
        + (isClosed() ? ", closed" : "")
        + (isCancelled() ? ", cancelled" : "")
        + ", producers' line "
        + line(lines.producers(), lines.sleepers().producerNeeds())
        + ", consumers' line "
        + line(lines.consumers(), lines.sleepers().consumerNeeds())
        + ", "
        + ends();
  }

  abstract String ends();

  private String line(long word, long need) {
    return memory.peek().applyAsLong(word) + " needs " + memory.peek().applyAsLong(need);
  }

  long word(long at) {
    return memory.peek().applyAsLong(at);
  }
}
