package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.CoordinatorException;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.coordination.QueueRunnerBuilder;
import io.forebay.error.CancelledException;
import io.forebay.wait.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A chain of one to four queues with runners between them and perhaps consumers behind, to which
/// something happens at a random moment, after which it is stopped.
final class RandomPipeline {
  /// What happens before the stop.
  enum Event {
    NOTHING,
    ERROR_REPORTED,
    ERROR_THROWN,
    END_OF_INPUT,
    INTERRUPT,
    PLAIN_CLOSE,
    CANCELLING_CLOSE,
    SESSION_CLOSE
  }

  private static final int MOST_QUEUES = 4;
  private static final int MOST_RUNNERS = 8;

  private final Random random;
  private final String name;
  private final Event event;
  private final Pipeline pipeline;
  private final Session<String> session;
  private final Coordinator coordinator = new Coordinator();
  private final List<RandomStage> stages = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  RandomPipeline(long seed) {
    this.random = new Random(seed);
    this.name = "stopping-" + Long.toHexString(seed);
    this.event = Event.values()[random.nextInt(Event.values().length)];
    this.pipeline = new Pipeline(name);
    this.session = new Session<>(pipeline, name);
    build();
  }

  private void build() {
    int queues = 1 + random.nextInt(MOST_QUEUES);
    int runners = Math.max(queues, 1 + random.nextInt(MOST_RUNNERS));
    for (int i = 0; i < queues; i++) {
      stages.add(RandomStage.of(name + "/q" + i, random));
      int here = i == queues - 1 ? runners : 1 + random.nextInt(runners - (queues - 1 - i));
      runners -= here;
      pipeline.add(runner(i, here));
    }
  }

  private QueueRunner runner(int stage, int operations) {
    QueueRunnerBuilder builder = QueueRunner.on(stages.get(stage).queue());
    for (int j = 0; j < operations; j++) {
      String operation = name + "/op" + stage + "." + j;
      if (stage == 0) {
        long limit = event == Event.END_OF_INPUT ? random.nextInt(200) : Long.MAX_VALUE;
        long failsAt = event == Event.ERROR_THROWN ? random.nextInt(200) : -1;
        builder.operation(stages.get(0).source(operation, random, limit, failsAt));
      } else {
        builder.operation(
            RandomStage.move(operation, stages.get(stage - 1), stages.get(stage), random));
      }
    }
    return builder.build();
  }

  /// Runs it, lets it happen, stops it and joins it.
  Event run(Duration grace) throws InterruptedException {
    startConsumers();
    threads.addAll(session.startQueueRunners(coordinator));
    pause();
    happen();
    pause();
    coordinator.requestStop();
    join(grace);
    for (Thread thread : threads) {
      assertTrue(!thread.isAlive(), () -> name + ": " + thread + " is still alive");
    }
    session.close();
    pipeline.close();
    return event;
  }

  /// From none, so that all queues fill up, to three; some stop early, some are virtual threads.
  private void startConsumers() {
    RandomStage last = stages.getLast();
    for (int i = random.nextInt(4); i > 0; i--) {
      long most = random.nextInt(3) == 0 ? random.nextInt(50) : Long.MAX_VALUE;
      Cancellation under =
          random.nextBoolean() ? coordinator : random.nextBoolean() ? session : null;
      Random own = new Random(random.nextLong());
      start("consumer" + i, () -> drain(last, own, most, under));
    }
  }

  private static void drain(
      RandomStage stage, Random random, long most, @Nullable Cancellation under) {
    try {
      stage.drain(random, most, under);
    } catch (CancelledException | InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String what, Runnable body) {
    Thread.Builder builder = random.nextInt(4) == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    Thread thread = builder.name(name + "/" + what).unstarted(body);
    threads.add(thread);
    coordinator.registerThread(thread);
    thread.start();
  }

  /// For a random while, often none.
  private void pause() {
    for (int i = random.nextInt(4) * random.nextInt(200); i > 0; i--) {
      Thread.yield();
    }
  }

  private void happen() throws InterruptedException {
    RandomStage some = stages.get(random.nextInt(stages.size()));
    switch (event) {
      case NOTHING, ERROR_THROWN, END_OF_INPUT -> {}
      case ERROR_REPORTED -> coordinator.requestStop(new IllegalArgumentException("injected"));
      case INTERRUPT -> threads.get(random.nextInt(threads.size())).interrupt();
      case PLAIN_CLOSE -> start("closer", () -> close(some));
      case CANCELLING_CLOSE -> some.queue().close(true);
      case SESSION_CLOSE -> session.close();
    }
  }

  private static void close(RandomStage stage) {
    try {
      stage.queue().close();
    } catch (CancelledException | InterruptedException closedAlready) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was injected, or its consequence, may come out.
  private void join(Duration grace) throws InterruptedException {
    try {
      coordinator.join(grace);
    } catch (CancelledException consequence) {
      assertTrue(event != Event.NOTHING && event != Event.END_OF_INPUT, consequence::toString);
    } catch (CoordinatorException interrupted) {
      assertInstanceOf(InterruptedException.class, interrupted.getCause());
      assertEquals(Event.INTERRUPT, event);
    } catch (IllegalArgumentException injected) {
      assertEquals("injected", injected.getMessage());
    }
  }

  @Override
  public String toString() {
    return name + " (" + event + ")";
  }
}
