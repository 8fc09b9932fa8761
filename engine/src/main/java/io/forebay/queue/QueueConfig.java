package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.payload.ByteBudget;
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

  private static final int UNBOUNDED = -1;

  private final ElementSpec element;
  private final int capacity;
  private String name =
      "queue"; // this and the following: written before the object leaves its with method, then
  // never
  private Waiting waiting = Waiting.parking();
  private @Nullable Arena arena;
  private boolean stampedArrivals;
  private boolean singleProducer;
  private MemoryPolicy memory = MemoryPolicy.BEST;
  private boolean pooledStorage;
  private long byteBudget = ByteBudget.UNLIMITED;
  private String container = "";
  private String sharedName = "";
  private Seams seams = Seams.SYSTEM;

  private QueueConfig(int capacity, ElementSpec element) {
    this.capacity = capacity;
    this.element = element;
  }

  /// A queue for `capacity` elements of that spec. A negative capacity stands for no bound (Q59);
  /// with capacity 0 nothing can ever be enqueued (Q7). A shape of unknown rank is one not
  /// declared: elements may differ in it, and leave one by one only (Q62); which queues take other
  /// unknown dimensions, they say themselves.
  ///
  /// @throws InvalidArgumentException if the capacity is above [#MAX_CAPACITY]
  public static QueueConfig of(int capacity, ElementSpec element) {
    if (capacity > MAX_CAPACITY) {
      throw new InvalidArgumentException(
          "capacity: "
              + capacity
              + " (expected: at most "
              + MAX_CAPACITY
              + ", or negative for no bound)");
    }
    return new QueueConfig(Math.max(UNBOUNDED, capacity), element);
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

  /// A promise of the caller: at most one thread at a time enqueues, claims, publishes and closes,
  /// and what one did happens before what the next does; anybody may close with cancel. A FIFO
  /// queue with slots then claims without an atomic instruction; other queues take no notice. After
  /// a cancelling close, an enqueue that has begun may still go in.
  public QueueConfig withSingleProducer() {
    QueueConfig copy = copy();
    copy.singleProducer = true;
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

  /// Elements lie in pooled memory, taken when they come in and given back when they leave, even if
  /// their size is known: then memory is needed only for what is stored, and
  /// [TensorQueue#enqueueByReference] is possible; but every batch of several rows is a copy. A
  /// queue without a bound, or with components whose size is not known, is always so.
  public QueueConfig withPooledStorage() {
    QueueConfig copy = copy();
    copy.pooledStorage = true;
    return copy;
  }

  /// At most that many bytes of pooled elements are stored, leased or being written; producers wait
  /// for bytes as they wait for room. A request that waits for more elements than fit takes them
  /// out of the budget; `minAfterDequeue` elements and one more must fit. Default: no limit.
  ///
  /// @throws InvalidArgumentException if it is below 1
  public QueueConfig withByteBudget(long bytes) {
    if (bytes < 1) {
      throw new InvalidArgumentException("byteBudget: " + bytes + " (expected: at least 1)");
    }
    QueueConfig copy = copy();
    copy.byteBudget = bytes;
    return copy;
  }

  /// The queue is shared under a name in a container.
  QueueConfig withShared(String inContainer, String underName) {
    QueueConfig copy = copy();
    copy.container = inContainer;
    copy.sharedName = underName;
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

  /// How many elements fit; -1 if there is no bound.
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

  /// True if the caller promised that one thread at a time enqueues.
  public boolean hasSingleProducer() {
    return singleProducer;
  }

  /// Which memory the slots use.
  public MemoryPolicy memory() {
    return memory;
  }

  /// True if there is no bound on the number of elements.
  public boolean isUnbounded() {
    return capacity == UNBOUNDED;
  }

  /// True if its elements lie in pooled memory.
  public boolean isPooled() {
    return pooledStorage || capacity < 1 || !element.isFixedSize();
  }

  /// The most bytes of pooled elements.
  public long byteBudget() {
    return byteBudget;
  }

  String container() {
    return container;
  }

  String sharedName() {
    return sharedName;
  }

  Seams seams() {
    return seams;
  }

  /// The same for other elements.
  QueueConfig withElement(ElementSpec other) {
    return copy(other);
  }

  private QueueConfig copy() {
    return copy(element);
  }

  private QueueConfig copy(ElementSpec of) {
    QueueConfig copy = new QueueConfig(capacity, of);
    copy.name = name;
    copy.waiting = waiting;
    copy.arena = arena;
    copy.stampedArrivals = stampedArrivals;
    copy.singleProducer = singleProducer;
    copy.memory = memory;
    copy.pooledStorage = pooledStorage;
    copy.byteBudget = byteBudget;
    copy.container = container;
    copy.sharedName = sharedName;
    copy.seams = seams;
    return copy;
  }
}
