package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class CpuAffinityTest {
  private final Platform platform = Platform.current();

  @Test
  void pinnedThreadMayRunOnThatCpuAlone() throws Exception {
    assumeTrue(platform.pinning());
    BitSet before = CpuAffinity.current();
    before.stream()
        .forEach(cpu -> {
          BitSet one = new BitSet();
          one.set(cpu);
          assertEquals(one, onPlatformThread(cpu), "cpu " + cpu);
        });
    assertEquals(before, CpuAffinity.current(), "other threads are not touched");
    assertEquals("", CpuAffinity.whyNot());
  }

  private static BitSet onPlatformThread(int cpu) {
    FutureTask<BitSet> task =
        new FutureTask<>(() -> {
          assertTrue(CpuAffinity.pin(cpu));
          return CpuAffinity.current();
        });
    Thread.ofPlatform().start(task);
    return result(task);
  }

  @Test
  void whereItCannotBeTheReasonIsTold() {
    assumeTrue(!platform.pinning());
    assertFalse(CpuAffinity.pin(0));
    assertEquals(platform.whyNot(Platform.Feature.PINNING), CpuAffinity.whyNot());
    assertFalse(CpuAffinity.whyNot().isEmpty());
    assertTrue(platform.nativeAccess() || CpuAffinity.current().isEmpty());
  }

  @Test
  void virtualThreadIsNotPinned() {
    FutureTask<String> task =
        new FutureTask<>(() -> CpuAffinity.pin(0) ? "pinned" : CpuAffinity.whyNot());
    Thread.ofVirtual().start(task);
    assertEquals("a virtual thread has no CPU of its own; pin platform threads", result(task));
  }

  @Test
  void cpuThatIsNotThereIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> CpuAffinity.pin(-1));
    assertEquals("cpu: -1 (expected: 0 to 8191)", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CpuAffinity.pin(8192));
    assumeTrue(platform.pinning());
    var missing = assertThrows(IllegalArgumentException.class, () -> CpuAffinity.pin(8191));
    assertTrue(
        missing.getMessage().startsWith("cpu: 8191 (expected: one of {"), missing.getMessage());
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
