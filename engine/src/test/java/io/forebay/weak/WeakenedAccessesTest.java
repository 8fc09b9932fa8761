package io.forebay.weak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each ordered access is there for a reason, or the list says why it does not matter: weakened to
/// a plain one, or to two steps, the schedules named in `docs/memory-model.md` fail.
///
/// With `-Dforebay.schedules=N` above 1 those that are said to survive are run, too, and must.
final class WeakenedAccessesTest {
  private static final int TIMES = Integer.getInteger("forebay.schedules", 1);
  private static final int MOST_SCHEDULES = 20_000;
  private static final int SURVIVORS_SCHEDULES = 20;
  private static final List<String> KINDS =
      List.of(
          "ring",
          "numbers",
          "line",
          "closing",
          "table",
          "free",
          "freed",
          "counts",
          "fifo",
          "lone fifo",
          "shuffle",
          "pooled fifo",
          "pooled shuffle",
          "priority");

  private static WeakEngine engine;
  private static Map<String, Site> sites;

  @BeforeAll
  static void load() throws Exception {
    engine = new WeakEngine();
    sites = engine.all().stream().collect(Collectors.toMap(Site::name, Function.identity()));
  }

  @AfterAll
  static void unload() throws Exception {
    engine.close();
  }

  @Test
  void theListHasARowForEveryOrderedAccess() throws Exception {
    assertEquals(
        engine.all().stream().map(site -> site.name() + ", " + site.access()).toList(),
        Verdict.all().stream().map(row -> row.name() + ", " + row.access()).toList());
  }

  static Stream<Verdict> caught() throws Exception {
    return Verdict.all().stream().filter(row -> !row.kind().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("caught")
  void isMissed(Verdict row) throws Exception {
    assumeTrue(Platform.current().nativeAccess(), "runs once, where native access is granted");
    Site site = sites.get(row.name());
    long seed = engine.firstFailure(row.kind(), 0, MOST_SCHEDULES, site.number(), row.torn());
    assertTrue(seed >= 0, row + " is not missed in " + MOST_SCHEDULES + " of " + row.kind());
    String failure = engine.run(row.kind(), seed);
    System.out.println(
        row + ": " + row.kind() + " " + seed + ": " + failure.lines().findFirst().orElse(""));
  }

  @Test
  void allOthersAreArguedToSurvive() throws Exception {
    assertEquals(
        List.of(),
        Verdict.all().stream()
            .filter(row -> row.kind().isEmpty() && !row.survives())
            .map(Verdict::toString)
            .toList());
  }

  static Stream<Verdict> survivors() throws Exception {
    return TIMES > 1 && Platform.current().nativeAccess()
        ? Verdict.all().stream().filter(Verdict::survives)
        : Stream.empty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("survivors")
  void isNotMissed(Verdict row) throws Exception {
    Site site = sites.get(row.name());
    for (String kind : KINDS) {
      int count = SURVIVORS_SCHEDULES * TIMES;
      long seed = engine.firstFailure(kind, 0, count, site.number(), false);
      assertEquals(-1, seed, row + " is missed by " + kind + ", though listed: " + row.text());
    }
  }
}
