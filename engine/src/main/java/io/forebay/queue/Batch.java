package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.ring.Run;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Waiter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows that were dequeued together, stacked along a new first dimension. Made once by
/// [TensorQueue#newBatch] and reused; owned by one thread at a time.
///
/// Its rows are a *window* on the slots where they lie one behind the other, else a *copy* in
/// memory of its own; the type is the same. A window holds its slots until [#close]: a FIFO queue
/// stops one capacity behind its oldest open window. [#close] releases, never blocks, and may be
/// called any number of times; tensors of the batch throw after it.
public final class Batch implements AutoCloseable {
  private final TensorQueue queue;
  private final int maxRows;
  private final Run run = new Run();
  private final Request request = new Request();
  private final Tensor[] components;
  private @Nullable Map<String, Tensor> map; // of the components, once asked for
  private Waiter owner = Waiter.current();
  private @Nullable Block block;
  private @Nullable PooledRows pooled;
  private boolean single;
  private boolean open;
  private boolean window;
  private int rows;
  private int held;
  private int drawn;

  Batch(TensorQueue queue, int maxRows) {
    this.queue = queue;
    this.maxRows = maxRows;
    this.components = new Tensor[queue.spec().size()];
    for (int c = 0; c < components.length; c++) {
      TensorSpec spec = queue.spec().component(c);
      components[c] = TensorMoves.nowhere(spec.dtype(), queue.stackedShapes().stacked(c, maxRows));
    }
  }

  /// How many rows it asks for.
  public int maxRows() {
    return maxRows;
  }

  /// How many rows it holds: those of the last dequeue, 0 after [#close].
  public int rows() {
    return rows;
  }

  /// Component `index` of all rows, its shape `[rows] + shape`; after [TensorQueue#dequeue(Batch)]
  /// that of the one element, its own shape.
  ///
  /// @throws IllegalStateException from the tensor, unless the batch holds rows
  public Tensor component(int index) {
    return components[index];
  }

  /// The component of that name, see [#component(int)].
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor component(String name) {
    return components[queue.spec().indexOf(name)];
  }

  /// All components by their names.
  ///
  /// @throws IllegalStateException if the components of the queue have no names
  public Map<String, Tensor> asMap() {
    Map<String, Tensor> all = map;
    if (all == null) {
      all = queue.named(components);
      map = all;
    }
    return all;
  }

  /// True if the rows lie in the memory of the queue, or in that of whoever lent it, false if they
  /// were copied.
  public boolean isWindow() {
    return window;
  }

  /// True if the first value of the component lies at a multiple of `bytes`, as some runtimes ask
  /// for.
  public boolean isAligned(int component, long bytes) {
    return components[component].isAligned(bytes);
  }

  /// Gives the rows back to the queue.
  @Override
  public void close() {
    if (open) {
      open = false;
      rows = 0;
      withdrawComponents();
      queue.leases().released(this);
      queue.release(this);
    }
  }

  TensorQueue queue() {
    return queue;
  }

  Run run() {
    return run;
  }

  Request request() {
    return request;
  }

  /// The waiter of the current thread, without looking it up each time.
  Waiter waiter() {
    if (owner.thread() != Thread.currentThread()) {
      owner = Waiter.current();
    }
    return owner;
  }

  /// The next rows will be one element with its own shapes (true), or stacked.
  void single(boolean unstacked) {
    single = unstacked;
  }

  void requireClosed() {
    if (open) {
      throw new IllegalStateException(
          "batch: open, " + rows + " rows (expected: closed before the next dequeue)");
    }
  }

  /// Rows that a request not yet served has moved aside, into the batch's own memory.
  int held() {
    return held;
  }

  void hold(int count) {
    held += count;
  }

  /// It holds nothing aside any more; what it held.
  int letGo() {
    int count = held;
    held = 0;
    return count;
  }

  /// Rows of a shuffle queue were drawn for it, and will be gathered once the line is left.
  void drawn(int count) {
    drawn = count;
  }

  /// How many were drawn; it forgets them.
  int letGoDrawn() {
    int count = drawn;
    drawn = 0;
    return count;
  }

  /// Memory of its own for `maxRows` rows, taken from the pool if it has none.
  Block ownMemory(BlockPool pool) {
    Block own = block;
    if (own == null) {
      own = pool.take(Math.max(1, maxRows));
      block = own;
    }
    return own;
  }

  /// Its own memory, which now belongs to the caller.
  Block surrenderMemory() {
    Block own = Objects.requireNonNull(block);
    block = null;
    return own;
  }

  /// Gives its own memory back, if it has some.
  void returnMemory(BlockPool pool) {
    if (block != null) {
      pool.give(surrenderMemory());
    }
  }

  /// Its rows are `count` slots from `slot` on.
  void showWindow(Slots slots, long slot, int count) {
    for (int c = 0; c < components.length; c++) {
      TensorMoves.move(
          components[c], slots.segment(c, slot), slots.offset(c, slot), shape(c, count));
    }
    show(count, true);
  }

  /// Its rows are the first `count` of its own memory.
  void showOwnMemory(int count) {
    Block own = Objects.requireNonNull(block);
    for (int c = 0; c < components.length; c++) {
      TensorMoves.move(components[c], own.memory(), own.offset(c, 0), shape(c, count));
    }
    show(count, false);
  }

  /// What it drew, of a queue whose elements are payloads.
  @Nullable PooledRows pooledRows() {
    return pooled;
  }

  void pooledRows(PooledRows rowsDrawn) {
    pooled = rowsDrawn;
  }

  /// Its one row is that payload.
  void showPayload(Payload payload, Stacking stacking) {
    for (int c = 0; c < components.length; c++) {
      Shape shape = single ? payload.shape(c) : stacking.shapeOfOne(c, payload);
      TensorMoves.move(components[c], payload.base(c), payload.offset(c), shape);
    }
    show(1, true);
  }

  /// Its rows are stacked in that block.
  void showStacked(Stacking stacking, Payload block, int count) {
    for (int c = 0; c < components.length; c++) {
      TensorMoves.move(
          components[c], block.memory(), block.start() + stacking.offset(c), stacking.shape(c));
    }
    show(count, false);
  }

  private void withdrawComponents() {
    for (Tensor component : components) {
      if (pooled == null) {
        TensorMoves.withdraw(component);
      } else {
        TensorMoves.release(component); // its memory may be somebody else's
      }
    }
  }

  private Shape shape(int c, int count) {
    return single ? queue.spec().component(c).shape() : queue.stackedShapes().stacked(c, count);
  }

  private void show(int count, boolean isWindow) {
    rows = count;
    window = isWindow;
    open = true;
    queue.leases().taken(this, count);
  }
}
