package io.forebay.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Makes random scripts in which much blocks: a seed, a script.
final class ScriptGenerator {
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final int LARGEST_CAPACITY = 8;
  private static final int MOST_OPS = 40;
  private static final int FEWEST_OPS = 5;

  private final Target target;
  private final List<Kind> kinds;
  private RandomGenerator random = RANDOM.create(0);
  private Setting setting = new Setting(Kind.FIFO, 1, 0);
  private int producing; // of 100 operations that move elements
  private int closing; // of 1000 operations
  private int spread; // of priorities
  private long nextId;

  /// Scripts for queues of these kinds.
  ScriptGenerator(Target target, List<Kind> kinds) {
    this.target = target;
    this.kinds = kinds;
  }

  /// The script of that seed.
  Script script(long seed) {
    random = RANDOM.create(seed);
    setting = setting(kinds.get(random.nextInt(kinds.size())));
    producing = 25 + random.nextInt(50);
    closing = random.nextInt(4) * 15;
    spread = 1 + random.nextInt(6);
    nextId = 1;
    int count = FEWEST_OPS + random.nextInt(MOST_OPS - FEWEST_OPS + 1);
    List<Op> ops = new ArrayList<>();
    while (ops.size() < count) {
      ops.add(op(ops.size()));
    }
    if (random.nextBoolean()) {
      end(ops);
    }
    return new Script(setting, List.copyOf(ops), random.nextLong());
  }

  private Setting setting(Kind kind) {
    int what = random.nextInt(25);
    int capacity = 1 + random.nextInt(1 + random.nextInt(LARGEST_CAPACITY));
    if (what == 0 && kind != Kind.SHUFFLE) {
      capacity = 0;
    } else if (what < 3) {
      capacity = -1;
    }
    int most = capacity < 0 ? LARGEST_CAPACITY : capacity;
    boolean stays = kind == Kind.SHUFFLE && random.nextInt(3) > 0;
    return new Setting(kind, capacity, stays ? random.nextInt(most) : 0, isInBytes(kind, capacity));
  }

  /// Elements of equal size in a budget for as many bytes as `capacity` of them take.
  private boolean isInBytes(Kind kind, int capacity) {
    boolean possible = target == Target.FOREBAY && kind != Kind.PADDING && capacity > 0;
    return possible && random.nextInt(6) == 0;
  }

  /// A close, and what is left.
  private void end(List<Op> ops) {
    ops.add(new Op.Close(random.nextInt(4) > 0));
    while (random.nextInt(3) > 0) {
      ops.add(dequeue());
    }
    ops.add(new Op.DequeueUpTo(100));
    ops.add(new Op.Dequeue());
  }

  private Op op(int index) {
    if (random.nextInt(1000) < closing) {
      return new Op.Close(random.nextInt(3) == 0);
    }
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> new Op.Cancel(cancelled(index));
      case 3 -> new Op.Size();
      case 4 -> new Op.IsClosed();
      case 5 -> random.nextInt(3) == 0 ? new Op.EnqueueWrongShape(random.nextBoolean()) : dequeue();
      default -> random.nextInt(100) < producing ? enqueue() : dequeue();
    };
  }

  /// Mostly one that was started not long ago; or one that comes later.
  private int cancelled(int index) {
    if (target == Target.FOREBAY && random.nextInt(8) == 0) {
      return index + 1 + random.nextInt(3);
    }
    return Math.max(0, index - 1 - random.nextInt(1 + random.nextInt(8)));
  }

  private Op enqueue() {
    int width = random.nextInt(4);
    return random.nextInt(5) < 3
        ? new Op.Enqueue(row(width))
        : new Op.EnqueueMany(rows(Math.max(width, leastWidthOfSeveral())));
  }

  /// TensorFlow 2.18 crashes when it takes an element without values from a batch.
  private int leastWidthOfSeveral() {
    return target == Target.TENSORFLOW ? 1 : 0;
  }

  private List<Row> rows(int width) {
    List<Row> rows = new ArrayList<>();
    int count = count();
    for (int i = 0; i < count; i++) {
      rows.add(row(width));
    }
    return List.copyOf(rows);
  }

  private Row row(int width) {
    return new Row(
        nextId++,
        setting.kind() == Kind.PADDING ? width : 0,
        setting.kind() == Kind.PRIORITY ? priority() : 0);
  }

  private long priority() {
    return switch (random.nextInt(20)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextInt(spread) - spread / 2;
    };
  }

  private Op dequeue() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Op.Dequeue();
      case 2 -> new Op.DequeueUpTo(random.nextInt(30) == 0 ? -1 : count());
      default -> new Op.DequeueMany(random.nextInt(30) == 0 ? -1 : count());
    };
  }

  /// Around the capacity, and above; a priority queue would wait for ever for that.
  private int count() {
    int capacity = setting.capacity() < 0 ? LARGEST_CAPACITY : Math.max(1, setting.capacity());
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> capacity + random.nextInt(capacity + 3);
      default -> 1 + random.nextInt(capacity + (setting.kind() == Kind.PRIORITY ? 0 : 2));
    };
  }
}
