package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Worker processes that end too early. `-Dforebay.enqueuer.kills=200` kills more of them.
class WorkerDeathTest {
  private static final int KILLS = Integer.getInteger("forebay.enqueuer.kills", 3);

  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  @Test
  void aKilledWorkerIsNamed() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long slowest = 0;
    for (int i = 0; i < KILLS; i++) {
      slowest = Math.max(slowest, killOne(random));
      LeftBehind.assertNothing();
    }
    System.out.println(
        "killed "
            + KILLS
            + " worker processes, told after "
            + slowest / 1_000_000
            + " ms at most"
            + " (seed "
            + seed
            + ")");
  }

  /// @return nanoseconds from the kill to the exception
  private static long killOne(Random random) {
    var config = TestProcesses.sequences(TensorNumbers.class, "1000000");
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(2, 1 + random.nextInt(5));
      Iterator<Tensor[]> items = enqueuer.get();
      int count = 1 + random.nextInt(50);
      long victim = 0;
      for (int i = 0; i < count; i++) {
        victim = TensorNumbers.pid(items.next());
      }
      ProcessHandle.of(victim).orElseThrow().destroyForcibly();
      long killed = System.nanoTime();
      var e =
          assertThrows(
              WorkerProcessException.class,
              () -> items.forEachRemaining(item -> TensorNumbers.number(item)));
      long told = System.nanoTime();
      assertEquals(victim, e.pid());
      assertEquals(137, e.exitStatus());
      assertEquals(9, e.signal());
      assertTrue(e.worker().startsWith(enqueuer.name() + "-worker-"), e.worker());
      assertTrue(e.getMessage().contains(e.worker() + ": process " + victim), e.getMessage());
      assertTrue(e.getMessage().contains("exit status 137 (signal 9)"), e.getMessage());
      assertFalse(enqueuer.isRunning());
      assertFalse(items.hasNext());
      return told - killed;
    }
  }

  @Test
  void aDeathIsToldThoughAChildOfTheWorkerLivesOn() {
    var e =
        assertThrows(
            WorkerProcessException.class,
            () -> {
              try (var enqueuer = misbehaving("child")) {
                enqueuer.get().forEachRemaining(item -> assertTrue(item[0].elementCount() < 5));
              }
            });
    long child = Long.parseLong(e.lastLines().getLast().substring("child ".length()));
    assertTrue(ProcessHandle.of(child).orElseThrow().destroyForcibly());
    Await.until("its output ends", WorkerDeathTest::noOutputIsRead);
    assertEquals(4, e.exitStatus());
  }

  private static boolean noOutputIsRead() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().endsWith("-output"));
  }

  @Test
  void anExitIsToldWithTheLastLines() {
    var e =
        assertThrows(
            WorkerProcessException.class,
            () -> {
              try (var enqueuer = misbehaving("print")) {
                enqueuer.get().forEachRemaining(item -> assertTrue(item[0].elementCount() < 5));
              }
            });
    assertEquals(3, e.exitStatus());
    assertEquals(0, e.signal());
    assertEquals(20, e.lastLines().size());
    assertEquals("line 31", e.lastLines().getFirst());
    assertEquals("read -1", e.lastLines().getLast());
    assertTrue(e.getMessage().contains("at item 5"), e.getMessage());
    assertTrue(e.getMessage().contains("\n  line 49\n  read -1"), e.getMessage());
  }

  @Test
  void aProcessThatDoesNotComeUpIsADeathToo() {
    var config = TestProcesses.sequences(TensorNumbers.class, "9").withClassPath("nowhere");
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(2, 3);
      var e = assertThrows(WorkerProcessException.class, () -> enqueuer.get().next());
      assertEquals(1, e.exitStatus());
      assertTrue(e.getMessage().contains("WorkerMain"), e.getMessage());
    }
  }

  @Test
  void aWorkerWithTheRestOfTheClassPathOnlyIsAFailure() {
    String engine =
        List.of(TestProcesses.classPath().split(File.pathSeparator)).stream()
            .filter(path -> !path.endsWith("test-classes"))
            .reduce((one, two) -> one + File.pathSeparator + two)
            .orElseThrow();
    var config = TestProcesses.sequences(TensorNumbers.class, "9").withClassPath(engine);
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(1, 3);
      var e = assertThrows(EnqueuerException.class, () -> enqueuer.get().next());
      assertTrue(e.getMessage().contains("TensorNumbers"), e.getMessage());
    }
  }

  @Test
  void aStopEndsWorkersWhateverTheyDo_K5() {
    var enqueuer = misbehaving("hang");
    Iterator<Tensor[]> items = enqueuer.get();
    for (int i = 0; i < 5; i++) {
      assertEquals(i, items.next()[0].elementCount());
    }
    Thread consumer = Thread.ofPlatform().name("consumer-of-it").start(items::hasNext);
    LeftBehind.awaitWaiting("consumer-of-it", 1);
    assertTrue(enqueuer.stop(Duration.ofMinutes(1)));
    Await.end(consumer);
  }

  @Test
  void aStopEndsWorkersThatAreHalted_K5() throws IOException, InterruptedException {
    var config = TestProcesses.sequences(TensorNumbers.class, "100");
    var enqueuer = OrderedEnqueuer.useMultiprocessing(config);
    enqueuer.start(2, 3);
    long halted = TensorNumbers.pid(enqueuer.get().next());
    assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(halted)).start().waitFor());
    assertTrue(enqueuer.stop(Duration.ofMinutes(1)));
  }

  @Test
  void aStopEndsWorkersThatAreJustStarting_K5() {
    for (int i = 0; i < 3; i++) {
      var config = TestProcesses.sequences(TensorNumbers.class, "100");
      var enqueuer = OrderedEnqueuer.useMultiprocessing(config);
      enqueuer.start(2, 3);
      assertTrue(enqueuer.stop(Duration.ofMinutes(1)));
    }
  }

  private static OrderedEnqueuer<Tensor[]> misbehaving(String how) {
    var enqueuer =
        OrderedEnqueuer.useMultiprocessing(TestProcesses.sequences(Misbehaving.class, how));
    enqueuer.start(2, 3);
    return enqueuer;
  }
}
