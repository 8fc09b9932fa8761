package io.forebay.queue;

import io.forebay.ring.Run;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The right to write rows of a queue in place. Made once by [TensorQueue#newClaim] and reused;
/// owned by one thread at a time.
///
/// ```java
/// try (claim) {
///   queue.claim(claim);
///   for (int row = 0; row < claim.rows(); row++) {
///     write(claim.element(row));
///   }
///   claim.publish();
/// }
/// ```
///
/// While it is open the thread must not wait on a queue: that fails. [#close] gives up what was not
/// published, never blocks, and may be called any number of times.
public final class Claim implements AutoCloseable {
  private final TensorQueue queue;
  private final int maxRows;
  private final Run run = new Run();
  private final int[] numbers;
  private final @Nullable ClaimedPayloads payloads;
  private final Element element;
  private final @Nullable Tensor[] stacked; // made when asked for
  private Waiter holder = Waiter.current();
  private boolean open;
  private boolean moved;

  Claim(TensorQueue queue, int maxRows) {
    this.queue = queue;
    this.maxRows = maxRows;
    this.numbers = new int[queue.channel().numbersFor(maxRows)];
    this.payloads = queue.channel().payloadsFor(maxRows);
    this.element = Element.nowhere(queue.spec());
    this.stacked = new Tensor[queue.spec().size()];
  }

  /// How many rows it asks for.
  public int maxRows() {
    return maxRows;
  }

  /// How many rows it holds: 0 unless it is open.
  public int rows() {
    return open ? run.live() : 0;
  }

  /// Row `row`, to be written; one object that is moved from row to row. Every component must be
  /// written: it holds whatever lay there before.
  ///
  /// @throws IndexOutOfBoundsException if the claim has no such row
  public Element element(int row) {
    Objects.checkIndex(row, rows());
    queue.channel().move(element, this, row);
    moved = true;
    return element;
  }

  /// True if its rows lie one behind the other, so that [#component] may be asked for: those of a
  /// FIFO queue with slots do, but for a claim across the end of memory that is not mirrored.
  public boolean isContiguous() {
    return open && queue.channel().isContiguous(this);
  }

  /// Component `index` of all rows, its shape `[rows] + shape`, to be written: quicker than row by
  /// row. One object that is moved from claim to claim.
  ///
  /// @throws IllegalStateException unless the claim is open and its rows lie one behind the other
  public Tensor component(int index) {
    if (!isContiguous()) {
      throw new IllegalStateException(
          "claim: "
              + rows()
              + " rows, apart (expected: isContiguous, else write element by element)");
    }
    Tensor stacked = stacked(index);
    queue.channel().moveRun(stacked, index, this, queue.stackedShapes().stacked(index, run.live()));
    return stacked;
  }

  private Tensor stacked(int index) {
    Tensor tensor = stacked[index];
    if (tensor == null) {
      TensorSpec spec = queue.spec().component(index);
      tensor = TensorMoves.nowhere(spec.dtype(), queue.stackedShapes().stacked(index, maxRows));
      stacked[index] = tensor;
    }
    return tensor;
  }

  /// Makes all rows readable; the number of rows.
  ///
  /// @throws IllegalStateException if the claim is not open
  public int publish() {
    return publish(rows());
  }

  /// Makes the first `count` rows readable and gives up the others; `count`.
  ///
  /// @throws IllegalStateException if the claim is not open
  /// @throws IndexOutOfBoundsException if it has fewer rows
  public int publish(int count) {
    if (!open) {
      throw new IllegalStateException("claim: closed (expected: open, call queue.claim first)");
    }
    Objects.checkIndex(count, run.live() + 1);
    finish(count);
    return count;
  }

  /// Gives up the rows, unless they were published.
  @Override
  public void close() {
    if (open) {
      finish(0);
    }
  }

  boolean isOf(TensorQueue other) {
    return queue == other;
  }

  void requireClosed() {
    if (open) {
      throw new IllegalStateException(
          "claim: open, " + run.live() + " rows (expected: published or closed before the next)");
    }
  }

  void opened() {
    open = true;
    if (holder.thread() != Thread.currentThread()) {
      holder = Waiter.current();
    }
    holder.claimOpened();
    queue.leases().taken(this, run.live());
  }

  Run run() {
    return run;
  }

  int[] numbers() {
    return numbers;
  }

  /// Of a queue whose elements are payloads.
  ClaimedPayloads payloads() {
    return Objects.requireNonNull(payloads);
  }

  private void finish(int count) {
    open = false;
    releaseElement();
    holder.claimClosed();
    queue.leases().released(this);
    if (count > 0) {
      queue.channel().publish(this, 0, count);
    }
    if (count < run.live()) {
      queue.channel().giveUp(this, count, run.live() - count);
    }
  }

  private void releaseElement() {
    if (moved) {
      for (int i = 0; i < element.size(); i++) {
        Tensor component = element.component(i);
        if (payloads == null) {
          TensorMoves.withdraw(component);
        } else {
          TensorMoves.release(component);
        }
      }
      moved = false;
    }
    for (Tensor tensor : stacked) {
      if (tensor != null) {
        TensorMoves.withdraw(tensor);
      }
    }
  }
}
