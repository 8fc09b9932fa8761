package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreMemoryTest {
  private static final long MIB = 1 << 20;

  private final Platform platform = Platform.current();

  @ParameterizedTest
  @EnumSource
  void isAlignedAndZeroUpToItsEnd(MemoryPolicy policy) {
    try (Arena arena = Arena.ofShared()) {
      for (long bytes : new long[] {1, 255, 4097, 3 * MIB + 1}) {
        MemorySegment memory = StoreMemory.allocate(arena, bytes, policy);
        assertEquals(bytes, memory.byteSize());
        assertEquals(0, memory.address() % 256);
        assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, bytes / 2));
        memory.set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 1);
        assertThrows(
            IndexOutOfBoundsException.class, () -> memory.get(ValueLayout.JAVA_BYTE, bytes));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noBytesStillHaveAnAddress(MemoryPolicy policy) {
    try (Arena arena = Arena.ofShared()) {
      assertEquals(0, StoreMemory.allocate(arena, 0, policy).address() % 256);
    }
  }

  @ParameterizedTest
  @EnumSource
  void livesAsLongAsTheArena(MemoryPolicy policy) {
    Arena arena = Arena.ofShared();
    MemorySegment memory = StoreMemory.allocate(arena, MIB, policy);
    arena.close();
    assertThrows(IllegalStateException.class, () -> memory.get(ValueLayout.JAVA_BYTE, 0));
    assertThrows(IllegalStateException.class, () -> StoreMemory.allocate(arena, MIB, policy));
  }

  @ParameterizedTest
  @EnumSource
  void closingTheArenaReturnsTheMemory(MemoryPolicy policy) throws IOException {
    boolean mapped = StoreMemory.isMapped(policy);
    long bytes = mapped ? 256 * MIB : 4 * MIB; // a mapping is not touched and costs nothing
    long before = ProcessMaps.virtualBytes();
    for (int i = 0; i < 64; i++) {
      try (Arena arena = Arena.ofShared()) {
        StoreMemory.allocate(arena, bytes, policy);
      }
      if (mapped) {
        Arena closed = Arena.ofShared();
        closed.close();
        assertThrows(
            IllegalStateException.class, () -> StoreMemory.allocate(closed, bytes, policy));
      }
    }
    assertTrue(
        ProcessMaps.virtualBytes() - before < 32 * bytes,
        "grew by less than half of what was allocated");
  }

  @Test
  void largeMappingIsAdvisedToUseHugePages() throws IOException {
    assumeTrue(platform.hugePages());
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = StoreMemory.allocate(arena, 8 * MIB, MemoryPolicy.BEST);
      String flags = ProcessMaps.flags(memory.address());
      assertTrue(flags.contains(" hg"), () -> "flags of the mapping: " + flags);
    }
  }

  @Test
  void mappingIsFilledLazily() {
    assumeTrue(platform.nativeAccess());
    long bytes = MemoryLimits.current().machineBytes() / 2;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = StoreMemory.allocate(arena, bytes, MemoryPolicy.BEST);
      memory.set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 1);
      assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreThanTheMachineHasIsRefused(MemoryPolicy policy) {
    long machineBytes = MemoryLimits.current().machineBytes();
    try (Arena arena = Arena.ofShared()) {
      var e =
          assertThrows(
              MemoryRefusedException.class,
              () -> StoreMemory.allocate(arena, machineBytes + 1, policy));
      assertEquals(machineBytes + 1, e.askedBytes());
      assertEquals(machineBytes, e.availableBytes());
      assertEquals(
          "memory: "
              + (machineBytes + 1)
              + " bytes (expected: at most "
              + machineBytes
              + ", the memory of the machine or container)",
          e.getMessage());
    }
  }

  @Test
  void automaticArenaAboveTheDirectLimitIsRefusedWithBothRemedies() {
    long limit = MemoryLimits.directBytes();
    assumeTrue(limit < MemoryLimits.current().machineBytes());
    Arena auto = Arena.ofAuto();
    var e =
        assertThrows(
            MemoryRefusedException.class,
            () -> StoreMemory.allocate(auto, limit + 1, MemoryPolicy.PLAIN));
    assertEquals(limit + 1, e.askedBytes());
    assertEquals(limit, e.availableBytes());
    assertInstanceOf(OutOfMemoryError.class, e.getCause());
    String start = "memory: " + (limit + 1) + " bytes (expected: at most " + limit;
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
    assertTrue(
        e.getMessage().contains("raise -XX:MaxDirectMemorySize, use a shared arena, or "),
        e.getMessage());
    String remedy =
        platform.nativeAccess()
            ? "use MemoryPolicy.BEST)"
            : "--enable-native-access=io.forebay.tensors))";
    assertTrue(e.getMessage().endsWith(remedy), e.getMessage());
  }

  @Test
  void arenaThatTheSystemGivesNothingIsRefused() {
    MemoryLimits limits = new MemoryLimits(1 << 20, "use less");
    var e =
        assertThrows(
            MemoryRefusedException.class,
            () -> StoreMemory.allocate(new Exhausted(), 1000, limits));
    assertEquals(
        "memory: 1000 bytes (expected: at most 1048576, "
            + "but the system refused them: Unable to allocate)",
        e.getMessage());
    assertInstanceOf(OutOfMemoryError.class, e.getCause());
  }

  @Test
  void negativeSizeIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> StoreMemory.requireAvailable(-1));
    assertEquals("bytes: -1 (expected: at least 0)", e.getMessage());
  }

  /// An arena that the JVM gives nothing any more.
  private static final class Exhausted implements Arena {
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
      throw new OutOfMemoryError("Unable to allocate");
    }

    @Override
    public MemorySegment.Scope scope() {
      return Arena.global().scope();
    }

    @Override
    public void close() {}
  }
}
