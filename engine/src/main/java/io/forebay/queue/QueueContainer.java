package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Queues shared by name (TensorFlow's containers and shared names). Whoever opens a queue under a
/// shared name gets the same one: its elements, its size, its close (Q65). With an empty name a
/// queue is private: a new one each time, which the caller frees and the container does not know
/// (Q63, Q69).
///
/// The first who opens a queue makes it, with all of its settings. Those who come later must ask
/// for the same (Q66): the kind, the capacity (all negative ones are equal), of a shuffle queue
/// `minAfterDequeue`, the seed and whether it is deterministic, then the dtypes and the shapes of
/// the components. A shuffle queue's seed counts only if it was given (Q68), see
/// [ShuffleConfig#seedGiven]. Shapes must be identical, a shape not declared differing from one
/// declared; those of a padding queue need only be compatible: of equal rank, an unknown dimension
/// matching any (Q67). Names of components and of the queue are not compared, nor is how it waits
/// and where its elements lie: waiting, arena, memory, pooled storage, byte budget, stamped
/// arrivals. In these the first has its way.
///
/// Shared queues live until [#reset] (Q69); it frees them, not those who opened them. Thread-safe.
public final class QueueContainer {
  private record Shared(TensorQueue queue, SharedSettings settings) {}

  private final String name;
  private final Object lock = new Object();
  private final Map<String, Shared> queues = new LinkedHashMap<>(); // under the lock
  private final List<TensorQueue> forgotten = new ArrayList<>(); // but still in use; under it

  /// An empty container of that name, which [TensorQueue#container] and messages tell. Two
  /// containers share nothing, whatever their names.
  public QueueContainer(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /// Its name.
  public String name() {
    return name;
  }

  /// The FIFO queue of that shared name, made if there is none.
  ///
  /// @throws InvalidArgumentException if there is a queue of that name with other settings, which
  ///   stays usable; or if the settings are wrong, see [FifoQueue#FifoQueue]
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if it is made and the memory cannot be
  ///   had
  public FifoQueue fifoQueue(String sharedName, QueueConfig config) {
    return open(FifoQueue.class, sharedName, config, null, FifoQueue::new);
  }

  /// The padding queue of that shared name, made if there is none.
  ///
  /// @throws InvalidArgumentException if there is a queue of that name with other settings, which
  ///   stays usable; or if the settings are wrong, see [PaddingFifoQueue#PaddingFifoQueue]
  public PaddingFifoQueue paddingFifoQueue(String sharedName, QueueConfig config) {
    return open(PaddingFifoQueue.class, sharedName, config, null, PaddingFifoQueue::new);
  }

  /// The shuffle queue of that shared name, made if there is none.
  ///
  /// @throws InvalidArgumentException if there is a queue of that name with other settings, which
  ///   stays usable; or if the settings are wrong, see [ShuffleQueue#ShuffleQueue]
  /// @throws io.forebay.tensor.memory.MemoryRefusedException if it is made and the memory cannot be
  ///   had
  public ShuffleQueue shuffleQueue(String sharedName, QueueConfig config, ShuffleConfig shuffle) {
    Objects.requireNonNull(shuffle, "shuffle");
    return open(
        ShuffleQueue.class, sharedName, config, shuffle, named -> new ShuffleQueue(named, shuffle));
  }

  /// The priority queue of that shared name, made if there is none. As always, the components in
  /// the configuration are those without the priority.
  ///
  /// @throws InvalidArgumentException if there is a queue of that name with other settings, which
  ///   stays usable; or if the settings are wrong, see [PriorityQueue#PriorityQueue]
  public PriorityQueue priorityQueue(String sharedName, QueueConfig config) {
    return open(PriorityQueue.class, sharedName, config, null, PriorityQueue::new);
  }

  /// Forgets all shared queues, closes each with cancel, and frees those that nobody uses: see
  /// [TensorQueue#free]. From now on their names are free for new queues. The closes end the calls
  /// that wait inside; once these have returned, and batches and claims are closed, another call
  /// frees the rest. It does not wait for a reset on another thread, which sees to what it found.
  ///
  /// @throws IllegalStateException if queues are still in use: it names them, and the suppressed
  ///   exceptions tell what is outstanding; all others are freed
  public void reset() {
    List<String> inUse = new ArrayList<>();
    List<IllegalStateException> reasons = new ArrayList<>();
    for (TensorQueue queue : forgetAll()) {
      try {
        queue.free();
      } catch (IllegalStateException stillInUse) {
        remember(queue);
        inUse.add("'" + queue.sharedName() + "'");
        reasons.add(stillInUse);
      }
    }
    if (!inUse.isEmpty()) {
      throw inUse(inUse, reasons);
    }
  }

  private IllegalStateException inUse(List<String> shared, List<IllegalStateException> reasons) {
    IllegalStateException failure =
        new IllegalStateException(
            "container '"
                + name
                + "': shared queues "
                + shared
                + " are closed but still in use (expected: no call inside, no open batch or claim;"
                + " then reset again)");
    reasons.forEach(failure::addSuppressed);
    return failure;
  }

  private <Q extends TensorQueue> Q open(
      Class<Q> kind,
      String sharedName,
      QueueConfig config,
      @Nullable ShuffleConfig shuffle,
      Function<QueueConfig, Q> maker) {
    if (sharedName.isEmpty()) {
      return maker.apply(config);
    }
    SharedSettings asked = new SharedSettings(kind, config, shuffle);
    synchronized (lock) {
      Shared shared = queues.get(sharedName);
      if (shared == null) {
        Q queue = maker.apply(config.withShared(name, sharedName));
        queues.put(sharedName, new Shared(queue, asked));
        return queue;
      }
      shared.settings.requireMatch(called(sharedName), asked);
      return kind.cast(shared.queue);
    }
  }

  private String called(String sharedName) {
    return "container '" + name + "', shared queue '" + sharedName + "'";
  }

  /// What is to be freed; the caller alone has it now, and frees without the lock, since callbacks
  /// of borrowed memory run then.
  private List<TensorQueue> forgetAll() {
    synchronized (lock) {
      List<TensorQueue> all = new ArrayList<>(forgotten);
      queues.values().forEach(shared -> all.add(shared.queue));
      forgotten.clear();
      queues.clear();
      return all;
    }
  }

  private void remember(TensorQueue queue) {
    synchronized (lock) {
      forgotten.add(queue);
    }
  }
}
