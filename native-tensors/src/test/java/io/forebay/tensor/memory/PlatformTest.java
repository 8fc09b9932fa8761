package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.internal.Posix;
import io.forebay.tensor.memory.Platform.Feature;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
  private static final String FLAG = "--enable-native-access=io.forebay.tensors";

  @Test
  void currentPlatformIsTheOneTheJvmWasStartedWith() {
    Platform platform = Platform.current();
    assertSame(platform, Platform.current());
    assertEquals(System.getProperty("os.name"), platform.os());
    assertEquals(System.getProperty("os.arch"), platform.arch());
    assumeTrue(platform.os().equals("Linux"));
    boolean granted =
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("--enable-native-access"));
    assertEquals(granted, platform.nativeAccess(), platform::toString);
  }

  @Test
  void nativeAccessBringsThePageSize() {
    Platform platform = Platform.current();
    long page = platform.pageBytes();
    assertEquals(platform.nativeAccess(), page > 0);
    assertTrue(page == 0 || (page >= 4096 && Long.bitCount(page) == 1), () -> page + " bytes");
  }

  @ParameterizedTest
  @EnumSource
  void everythingMissingHasAReason(Feature feature) {
    Platform platform = Platform.current();
    assertEquals(platform.has(feature), platform.whyNot(feature).isEmpty());
    assertTrue(platform.nativeAccess() || !platform.has(feature), "nothing without native access");
    assertTrue(platform.toString().contains(platform.whyNot(feature)), platform::toString);
    assertEquals(1, platform.toString().lines().count());
  }

  @Test
  void accessorsSayWhatTheFeaturesSay() {
    Platform platform = Platform.current();
    assertEquals(platform.has(Feature.MIRRORING), platform.mirroring());
    assertEquals(platform.has(Feature.HUGE_PAGES), platform.hugePages());
    assertEquals(platform.has(Feature.PINNING), platform.pinning());
  }

  @Test
  void withoutTheFlagNoCallIsLookedUp() {
    Platform platform = Platform.probe(false, "Linux", "amd64", PlatformTest::never);
    assertFalse(platform.nativeAccess());
    assertEquals(0, platform.pageBytes());
    for (Feature feature : Feature.values()) {
      assertEquals(
          "native access is not enabled for module io.forebay.tensors: " + FLAG,
          platform.whyNot(feature));
    }
    assertEquals(
        "Linux/amd64: native access is not enabled for module io.forebay.tensors: " + FLAG,
        platform.toString());
  }

  @Test
  void onAnotherSystemNoCallIsLookedUp() {
    Platform windows = Platform.probe(true, "Windows 11", "amd64", PlatformTest::never);
    assertFalse(windows.mirroring());
    assertEquals(
        "no native calls on Windows 11/amd64, only on Linux/amd64 and Linux/aarch64",
        windows.whyNot(Feature.MIRRORING));
    assertFalse(Platform.probe(true, "Linux", "riscv64", PlatformTest::never).nativeAccess());
  }

  @Test
  void callThatIsNotThereIsAReason() {
    Platform platform =
        Platform.probe(
            true,
            "Linux",
            "aarch64",
            () -> {
              throw new NoSuchElementException("memfd_create");
            });
    assertFalse(platform.nativeAccess());
    assertTrue(platform.whyNot(Feature.PINNING).endsWith("memfd_create"), platform::toString);
  }

  @Test
  void deniedCallsAreAReasonAndKillNothing() {
    assumeTrue(!Platform.current().nativeAccess());
    for (int i = 0; i < 2; i++) {
      Platform platform = Platform.probe(true, "Linux", "amd64", Posix::new);
      assertTrue(
          platform.whyNot(Feature.NATIVE_ACCESS).contains("IllegalCallerException"),
          platform::toString);
    }
  }

  private static Posix never() {
    throw new AssertionError("native calls were looked up");
  }
}
