package io.forebay.differential;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueuesOnThreads;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.memory.MemoryPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs operations on a queue of Forebay, each call on a thread of its own, and waits after each
/// until all threads have returned or sleep. So it needs no prediction: what the queue does is what
/// it has done when all is quiet.
final class ForebayDriver implements QueueDriver {
  private final Place place;
  private final TensorQueue queue;
  private final List<Caller> callers = new ArrayList<>();
  private final List<Integer> cancelledEarly = new ArrayList<>();
  private final long salt;

  private ForebayDriver(Place place, Script script) {
    this.place = place;
    this.queue = place.queue(script.setting(), script.salt());
    this.salt = script.salt();
  }

  /// Threads and memory for one queue after another.
  static final class Place implements QueueDriver.Factory {
    private final Workers workers = new Workers();
    private final ReusedArena arena = new ReusedArena();
    private final Map<Setting, QueueConfig> configs = new HashMap<>();

    @Override
    public QueueDriver create(Script script) {
      return new ForebayDriver(this, script);
    }

    /// Where its threads are.
    String describe() {
      return workers.describe();
    }

    private TensorQueue queue(Setting setting, long seed) {
      QueueConfig config = configs.computeIfAbsent(setting, this::config);
      return switch (setting.kind()) {
        case FIFO -> new FifoQueue(config);
        case SHUFFLE ->
            new ShuffleQueue(config, new ShuffleConfig(setting.minAfterDequeue(), seed, false));
        default -> throw new IllegalArgumentException("not there yet: " + setting);
      };
    }

    private QueueConfig config(Setting setting) {
      QueueConfig config =
          QueueConfig.of(setting.capacity(), Elements.spec(setting.kind()))
              .withArena(arena)
              .withMemory(MemoryPolicy.PLAIN);
      return QueuesOnThreads.config(config, workers);
    }
  }

  @Override
  public Attempt start(Op op, boolean expectBlocked) {
    int index = callers.size();
    Caller caller = new Caller(queue, op, way(index));
    callers.add(caller);
    if (cancelledEarly.contains(index)) {
      caller.cancel();
    }
    switch (op) {
      case Op.Size _ -> caller.answer(queue.size());
      case Op.IsClosed _ -> caller.answer(queue.isClosed() ? 1 : 0);
      case Op.Cancel(int which) -> cancel(caller, which);
      default -> place.workers.start(caller);
    }
    place.workers.awaitQuiet();
    return caller;
  }

  private void cancel(Caller caller, int which) {
    if (which < callers.size()) {
      callers.get(which).cancel();
    } else {
      cancelledEarly.add(which);
    }
    caller.answer(0);
  }

  private int way(int index) {
    long mixed = (salt + index) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40);
  }

  @Override
  public State state() {
    return new State(
        queue.size(), queue.isClosed() ? 1 : 0, queue.waitingProducers(), queue.waitingConsumers());
  }

  /// Ends by a cancelling close what still waits; then nothing is claimed or held.
  @Override
  public void close() {
    place.workers.start(new Caller(queue, new Op.Close(true), 0));
    place.workers.awaitQuiet();
    if (place.workers.sleeping() > 0) {
      throw new IllegalStateException("not ended by a cancelling close: " + callers);
    }
    queue.free();
    place.arena.reuse();
  }
}
