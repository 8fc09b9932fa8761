package io.forebay.explore;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule is there for a reason: without it the exploring tests fail, so they can see it
/// missing.
///
/// The memory of these queues needs no native access, so one of the two runs is enough.
/// `-Dforebay.weakened=pooled` runs those only whose names begin so.
final class WeakenedVariantsTest {
  private static final int MOST_SCHEDULES = 100_000;

  @TempDir Path scratch;

  static Stream<Weakening> weakenings() throws IOException {
    String wanted = System.getProperty("forebay.weakened", "");
    return Weakening.all().stream().filter(variant -> variant.toString().startsWith(wanted));
  }

  @ParameterizedTest
  @MethodSource("weakenings")
  void isCaught(Weakening weakening) throws Exception {
    assumeTrue(Platform.current().nativeAccess(), "runs once, where native access is granted");
    try (URLClassLoader loader = weakening.load(scratch)) {
      Class<?> explorer = loader.loadClass(Explorer.class.getName());
      long seed =
          (long)
              explorer
                  .getMethod("firstFailure", String.class, long.class, int.class)
                  .invoke(null, weakening.kind(), 0L, MOST_SCHEDULES);
      assertTrue(seed >= 0, weakening + " is not caught in " + MOST_SCHEDULES + " schedules");
      String failure =
          (String)
              explorer
                  .getMethod("run", String.class, long.class)
                  .invoke(null, weakening.kind(), seed);
      System.out.println(
          weakening
              + "\n  caught by seed "
              + seed
              + ", after "
              + (seed + 1)
              + " schedules: "
              + failure.lines().findFirst().orElse(""));
    }
  }
}
