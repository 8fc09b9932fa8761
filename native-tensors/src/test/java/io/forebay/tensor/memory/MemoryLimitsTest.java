package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.internal.Posix;
import org.junit.jupiter.api.Test;

class MemoryLimitsTest {
  private final MemoryLimits limits = new MemoryLimits(1000, "enable native access");

  @Test
  void whatFitsIsLetThrough() {
    limits.requireMachine(0);
    limits.requireMachine(1000);
  }

  @Test
  void moreThanTheMachineHasIsRefused() {
    var e = assertThrows(MemoryRefusedException.class, () -> limits.requireMachine(1001));
    assertEquals(
        "memory: 1001 bytes (expected: at most 1000, the memory of the machine or container)",
        e.getMessage());
    assertEquals(1001, e.askedBytes());
    assertEquals(1000, e.availableBytes());
  }

  @Test
  void messageNamesBytesLimitAndRemedies() {
    var error = new OutOfMemoryError("Cannot reserve 101 bytes of direct buffer memory");
    MemoryRefusedException e = limits.refused(101, error);
    assertTrue(
        e.getMessage()
            .matches(
                "memory: 101 bytes \\(expected: at most \\d+, the limit of direct memory, "
                    + "of which \\d+ are in use; "
                    + "raise -XX:MaxDirectMemorySize, use a shared arena, "
                    + "or enable native access\\)"),
        e.getMessage());
    assertEquals(MemoryLimits.directBytes(), e.availableBytes());
    assertSame(error, e.getCause());
    assertEquals(1000, limits.refused(101, new OutOfMemoryError()).availableBytes());
  }

  @Test
  void productThatDoesNotFitIsRefusedLikeAnyOther() {
    assertEquals(12, MemoryLimits.product(3, 4));
    assertEquals(0, MemoryLimits.product(0, Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, MemoryLimits.product(1L << 62, 2));
    assertEquals(Long.MAX_VALUE, MemoryLimits.product(1L << 40, 1L << 40));
    assertThrows(
        MemoryRefusedException.class, () -> MemoryLimits.current().requireMachine(Long.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> MemoryLimits.product(-1, 4));
    assertThrows(IllegalArgumentException.class, () -> MemoryLimits.product(4, -1));
  }

  @Test
  void remedyIsNativeAccessWhereItIsMissing() {
    Platform without = Platform.probe(false, "Linux", "amd64", Posix::new);
    assertTrue(
        MemoryLimits.remedyOf(without).contains("--enable-native-access=io.forebay.tensors"));
    boolean access = Platform.current().nativeAccess();
    assertEquals(access, MemoryLimits.remedyOf(Platform.current()).equals("use MemoryPolicy.BEST"));
  }

  @Test
  void thisMachineHasLimits() {
    MemoryLimits current = MemoryLimits.current();
    assertTrue(current.machineBytes() >= 64L << 20, current::toString);
    assertTrue(MemoryLimits.directBytes() > 0, current::toString);
  }
}
