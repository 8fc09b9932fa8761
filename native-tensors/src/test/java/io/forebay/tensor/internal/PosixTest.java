package io.forebay.tensor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PosixTest {
  private static final int EBADF = 9;

  @Test
  void deniedWithoutNativeAccess() {
    assumeTrue(Platform.current().os().equals("Linux") && !Platform.current().nativeAccess());
    assertThrows(IllegalCallerException.class, Posix::new);
    assertThrows(IllegalCallerException.class, Posix::new, "the class survives");
  }

  @Test
  void errorsAreNegatedErrorNumbers() {
    assumeTrue(Platform.current().nativeAccess());
    Posix posix = new Posix();
    assertEquals(-EBADF, posix.close(1 << 20));
    assertEquals(-EBADF, posix.truncate(1 << 20, 0));
    assertEquals(-Posix.EINVAL, posix.unmap(1, 1));
    assertEquals(-Posix.EINVAL, posix.advise(0, 0, 12345));
    assertEquals(-Posix.EINVAL, posix.setAffinity(new BitSet()), "no CPU at all");
  }

  @Test
  void affinityNamesTheCpusOfTheThread() {
    assumeTrue(Platform.current().nativeAccess());
    Posix posix = new Posix();
    assertFalse(posix.affinity().isEmpty());
    assertTrue(posix.affinity().length() <= Posix.CPUS);
    assertTrue(posix.setAffinity(posix.affinity()) >= 0);
  }
}
