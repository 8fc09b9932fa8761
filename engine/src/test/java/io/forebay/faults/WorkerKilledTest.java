package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.enqueuer.LeftBehind;
import io.forebay.enqueuer.OrderedEnqueuer;
import io.forebay.enqueuer.TestProcesses;
import io.forebay.enqueuer.WorkerProcessException;
import io.forebay.tensor.Tensor;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A worker process that is killed while it fetches one item and others of it are not taken yet.
class WorkerKilledTest {
  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftBehind() {
    LeftBehind.assertNothing();
  }

  /// What it had fetched is delivered, whole, though its process is gone; the item that it was at
  /// is its failure, in its turn; nothing comes after that. Then it may be started again.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatAKilledWorkerHadFetchedIsDelivered(int workers) throws Exception {
    Path file = folder.resolve("pid");
    var config = TestProcesses.sequences(HaltingItems.class, file.toString());
    try (var enqueuer = OrderedEnqueuer.useMultiprocessing(config)) {
      enqueuer.start(workers, HaltingItems.LENGTH);
      Iterator<Tensor[]> items = enqueuer.get();
      long victim = HaltingItems.halted(file);
      ProcessHandle process = ProcessHandle.of(victim).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      for (int i = 0; i < HaltingItems.HALT; i++) {
        assertEquals(i, HaltingItems.number(items.next()));
      }
      var e = assertThrows(WorkerProcessException.class, items::next);
      assertEquals(victim, e.pid());
      assertFalse(items.hasNext());
      assertFalse(enqueuer.isRunning());
      enqueuer.start(workers, HaltingItems.LENGTH);
      Iterator<Tensor[]> again = enqueuer.get();
      for (int i = 0; i < HaltingItems.LENGTH; i++) {
        assertEquals(i, HaltingItems.number(again.next()));
      }
    }
  }
}
