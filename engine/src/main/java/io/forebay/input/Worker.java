package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One worker of an input: reads a record, then enqueues it. Nothing but the end leaves [#run], as
/// `OutOfRangeException`. Usually one thread runs it; any number may, each with records of its own.
final class Worker<R> implements Operation {
  private final String name;
  private final InputRun run;
  private final Examples<R> examples;
  private final Map<Thread, Hand<R>> hands = new ConcurrentHashMap<>();

  Worker(String name, InputRun run, Examples<R> examples) {
    this.name = name;
    this.run = run;
    this.examples = examples;
  }

  @Override
  public String name() {
    return name;
  }

  /// Brings one record in.
  @Override
  public void run(Cancellation cancellation) {
    Thread thread = Thread.currentThread();
    Hand<R> hand = hands.get(thread);
    if (hand == null) {
      hand = new Hand<>(run, examples);
      hands.put(thread, hand);
    }
    if (!hand.bringOne(cancellation)) {
      hands.remove(thread);
      throw new OutOfRangeException("input '" + run.queue().name() + "': no more records");
    }
  }

  /// Those that its threads have now.
  Collection<Hand<R>> hands() {
    return hands.values();
  }

  @Override
  public String toString() {
    return name;
  }
}
