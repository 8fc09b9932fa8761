package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessesTest {
  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  @Test
  void epochsAreInOrderAndEveryProcessKnowsOfTheirEnds_K23_K11() {
    var config = TestProcesses.sequences(TensorNumbers.class, "20");
    Set<Long> pids = new HashSet<>();
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(2, 4);
      Iterator<Tensor[]> items = enqueuer.get();
      long factor = 1;
      for (int epoch = 0; epoch < 4; epoch++) {
        for (int i = 0; i < 20; i++) {
          Tensor[] item = items.next();
          assertEquals(i * factor, TensorNumbers.number(item));
          pids.add(TensorNumbers.pid(item));
        }
        factor *= 5;
      }
      assertEquals(List.of(), LeftBehind.files(ProcessHandle.current().pid()));
    }
    assertFalse(pids.contains(ProcessHandle.current().pid()), "no item was loaded here");
    assertTrue(pids.size() <= 2);
  }

  @Test
  void itemsOfAnyDtypeShapeAndSizeAreShared_K13() {
    var config = TestProcesses.sequences(MixedItems.class);
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config).shuffled(7)) {
      enqueuer.start(2, 3);
      Iterator<Tensor[]> items = enqueuer.get();
      Set<Integer> seen = new TreeSet<>();
      for (int i = 0; i < MixedItems.LENGTH - MixedItems.LENGTH / 7; i++) {
        Tensor[] item = items.next();
        if (item.length > 0) {
          int index = (int) item[1].elementCount();
          seen.add(index);
          assertSame(MixedItems.item(index), item);
        }
      }
      Set<Integer> expected = new TreeSet<>();
      for (int i = 0; i < MixedItems.LENGTH; i++) {
        if (i % 7 != 6 && i % 5 != 4) {
          expected.add(i);
        }
      }
      assertEquals(expected, seen);
    }
  }

  private static void assertSame(Tensor[] expected, Tensor[] item) {
    assertEquals(expected.length, item.length);
    for (int c = 0; c < item.length; c++) {
      assertEquals(expected[c].dtype(), item[c].dtype());
      assertEquals(expected[c].shape(), item[c].shape());
      assertTrue(item[c].isAligned(64));
      assertEquals(-1, expected[c].segment().mismatch(item[c].segment()));
      if (item[c].dtype() == DType.STRING && item[c].elementCount() > 2) {
        assertEquals(expected[c].getString(2), item[c].getString(2));
      }
    }
  }

  @Test
  void anItemIsValidUntilTheNextOneOrTheStop() {
    var config = TestProcesses.sequences(TensorNumbers.class, "20");
    Tensor[] first;
    Tensor[] second;
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start();
      Iterator<Tensor[]> items = enqueuer.get();
      Iterator<Tensor[]> others = enqueuer.get();
      first = items.next();
      others.next();
      others.next();
      assertEquals(0, TensorNumbers.number(first), "other iterators have items of their own");
      assertTrue(items.hasNext());
      Tensor[] old = first;
      assertThrows(IllegalStateException.class, () -> TensorNumbers.number(old));
      second = items.next();
      assertEquals(3, TensorNumbers.number(second));
    }
    assertThrows(IllegalStateException.class, () -> TensorNumbers.number(second));
  }

  /// In a method of its own, so that nothing there refers to it.
  private static void startAndForget() {
    var config = TestProcesses.sequences(TensorNumbers.class, "20");
    var enqueuer = OrderedEnqueuer.useMultiprocessing(config);
    enqueuer.start(2, 4);
    assertEquals(0, TensorNumbers.number(enqueuer.get().next()));
  }

  @Test
  void processesOfOneThatIsForgottenEnd_K5() {
    startAndForget();
    Await.until(
        "it has stopped",
        () -> {
          System.gc();
          return LeftBehind.threads("OrderedEnqueuer-").isEmpty();
        });
  }

  @Test
  void exceptionsKeepTheirClass_K14() {
    var e = assertThrows(IndexOutOfBoundsException.class, () -> drain("index"));
    assertEquals("5 of 5", e.getMessage());
    assertTrue(e.getSuppressed()[0].getMessage().contains("Misbehaving"), "the worker's stack");
    var checked = assertThrows(EnqueuerException.class, () -> drain("checked"));
    assertInstanceOf(IOException.class, checked.getCause());
    assertEquals("no such file", checked.getMessage());
    var other = assertThrows(EnqueuerException.class, () -> drain("two"));
    assertTrue(other.getMessage().contains("OfTwoNumbers: 1 and 2"), other.getMessage());
    assertThrows(StackOverflowError.class, () -> drain("error"));
  }

  @Test
  void failuresOfFactoriesAndEpochsReachTheConsumer_K16() {
    String parent = Misbehaving.ownPid();
    var made = assertThrows(EnqueuerException.class, () -> drain("factory", parent));
    assertEquals("nothing to make", made.getMessage());
    var epoch = assertThrows(IllegalStateException.class, () -> drain("epoch", parent));
    assertEquals("epoch of a worker", epoch.getMessage());
    assertThrows(EnqueuerException.class, () -> drain("factory"), "in this process");
  }

  @Test
  void userCodeMayInterruptItsThread() {
    var config = TestProcesses.sequences(Misbehaving.class, "interrupt");
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(1, 3);
      Iterator<Tensor[]> items = enqueuer.get();
      for (int i = 0; i < 20; i++) {
        assertEquals(i % 8, items.next()[0].elementCount());
      }
    }
  }

  private static int drain(String... args) {
    var config = TestProcesses.sequences(Misbehaving.class, args);
    int[] count = {0};
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(2, 3);
      enqueuer
          .get()
          .forEachRemaining(
              item -> assertEquals(count[0]++ % 8, item[0].elementCount(), "items before it"));
    }
    return count[0];
  }

  @Test
  void everyGeneratorHasASeedOfItsOwn_K22() {
    var config = TestProcesses.generators(Seeds.class, "30");
    List<List<Long>> all = new ArrayList<>();
    try (var enqueuer = GeneratorEnqueuer.useMultiprocessing(config, 100)) {
      enqueuer.start(2, 5);
      enqueuer
          .get()
          .forEachRemaining(item -> all.add(List.of(item[0].getLong(1), item[0].getLong(0))));
      assertTrue(enqueuer.isRunning());
    }
    Set<List<Long>> expected = new HashSet<>();
    for (long i = 0; i < 60; i++) {
      expected.add(List.of(100 + i / 30, i % 30));
    }
    assertEquals(60, all.size());
    assertEquals(expected, new HashSet<>(all));
  }

  @Test
  void withoutASeedItIsAnotherOneEachTime_K22() {
    var config = TestProcesses.generators(Seeds.class, "3");
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (var enqueuer = GeneratorEnqueuer.useMultiprocessing(config)) {
        enqueuer.start();
        seeds.add(enqueuer.get().next()[0].getLong(1));
      }
    }
    assertNotEquals(seeds.get(0), seeds.get(1));
  }

  @Test
  void memoryIsWhereItIsWanted(@TempDir Path folder) throws IOException {
    var config = TestProcesses.sequences(TensorNumbers.class, "20").withMemory(folder);
    Path leftOver = Files.createFile(folder.resolve("forebay-999999999-1-1"));
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(1, 3);
      assertFalse(Files.exists(leftOver), "a start removes what the dead have left");
      assertEquals(0, TensorNumbers.number(enqueuer.get().next()));
    }
    Path missing = folder.resolve("missing");
    var enqueuer = OrderedEnqueuer.useMultiprocessing(config.withMemory(missing));
    var e = assertThrows(EnqueuerException.class, enqueuer::start);
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    assertFalse(enqueuer.isRunning());
  }

  /// A factory that is not public.
  static final class Hidden implements SequenceFactory {
    @Override
    public Sequence<Tensor[]> create(List<String> args) {
      throw new AssertionError();
    }
  }

  @Test
  void aFactoryIsPublic() {
    var e =
        assertThrows(InvalidArgumentException.class, () -> TestProcesses.sequences(Hidden.class));
    assertTrue(e.getMessage().contains("Hidden"), e.getMessage());
  }
}
