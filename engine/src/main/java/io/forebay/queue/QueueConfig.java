package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.Arenas;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.lang.foreign.Arena;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What every queue is made from. Immutable; the `with` methods return a changed copy.
public final class QueueConfig {
  /// The largest capacity, in elements.
  public static final int MAX_CAPACITY = 1 << 30;

  private final ElementSpec element;
  private final int capacity;
  private String name =
      "queue"; // this and the following: written before the object leaves its with method, then
  // never
  private Waiting waiting = Waiting.parking();
  private @Nullable Arena arena;
  private boolean stampedArrivals;
  private MemoryPolicy memory = MemoryPolicy.BEST;
  private Seams seams = Seams.SYSTEM;

  private QueueConfig(int capacity, ElementSpec element) {
    this.capacity = capacity;
    this.element = element;
  }

  /// A queue for `capacity` elements of that spec.
  ///
  /// @throws InvalidArgumentException if the capacity is not 1 to [#MAX_CAPACITY], or a shape is
  ///   not fully defined
  public static QueueConfig of(int capacity, ElementSpec element) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new InvalidArgumentException(
          "capacity: " + capacity + " (expected: 1 to " + MAX_CAPACITY + ")");
    }
    for (TensorSpec component : element.components()) {
      if (!component.shape().isFullyDefined()) {
        throw new InvalidArgumentException(
            "component " + component + " (expected: a fully defined shape)");
      }
    }
    return new QueueConfig(capacity, element);
  }

  /// A queue for `capacity` elements with these components.
  public static QueueConfig of(int capacity, TensorSpec... components) {
    return of(capacity, ElementSpec.of(components));
  }

  /// The name in messages and reports. Default: `queue`.
  public QueueConfig withName(String newName) {
    QueueConfig copy = copy();
    copy.name = Objects.requireNonNull(newName, "name");
    return copy;
  }

  /// How its threads wait. Default: [Waiting#parking].
  public QueueConfig withWaiting(Waiting newWaiting) {
    QueueConfig copy = copy();
    copy.waiting = Objects.requireNonNull(newWaiting, "waiting");
    return copy;
  }

  /// Memory comes from this arena, which the caller closes after [TensorQueue#free]. Default: an
  /// arena of the queue's own.
  ///
  /// @throws IllegalArgumentException if it is confined to one thread
  public QueueConfig withArena(Arena newArena) {
    QueueConfig copy = copy();
    copy.arena = Arenas.requireShareable(newArena);
    return copy;
  }

  /// Keeps the time of enqueue for each slot, so that [TensorQueue#dequeueAvailable] counts its
  /// linger from the arrival of the oldest row. FIFO queues only.
  public QueueConfig withStampedArrivals() {
    QueueConfig copy = copy();
    copy.stampedArrivals = true;
    return copy;
  }

  /// Which memory the slots use. Default: [MemoryPolicy#BEST].
  public QueueConfig withMemory(MemoryPolicy newMemory) {
    QueueConfig copy = copy();
    copy.memory = Objects.requireNonNull(newMemory, "memory");
    return copy;
  }

  /// For tests: other words and threads.
  QueueConfig withSeams(Seams newSeams) {
    QueueConfig copy = copy();
    copy.seams = newSeams;
    return copy;
  }

  /// What an element is made of.
  public ElementSpec element() {
    return element;
  }

  /// How many elements fit.
  public int capacity() {
    return capacity;
  }

  /// The name in messages and reports.
  public String name() {
    return name;
  }

  /// How its threads wait.
  public Waiting waiting() {
    return waiting;
  }

  /// The caller's arena, or null if the queue has its own.
  public @Nullable Arena arena() {
    return arena;
  }

  /// True if the time of enqueue is kept.
  public boolean stampedArrivals() {
    return stampedArrivals;
  }

  /// Which memory the slots use.
  public MemoryPolicy memory() {
    return memory;
  }

  Seams seams() {
    return seams;
  }

  private QueueConfig copy() {
    QueueConfig copy = new QueueConfig(capacity, element);
    copy.name = name;
    copy.waiting = waiting;
    copy.arena = arena;
    copy.stampedArrivals = stampedArrivals;
    copy.memory = memory;
    copy.seams = seams;
    return copy;
  }
}
