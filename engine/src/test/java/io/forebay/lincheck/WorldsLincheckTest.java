package io.forebay.lincheck;

import io.forebay.lincheck.World.Flaw;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Worlds, explored: they keep their rules, and made of flawed things they do not.
@Tag("lincheck")
class WorldsLincheckTest {
  private static final int INTERLEAVINGS = 30;
  private static final int MOST_INTERLEAVINGS = 5_000;
  private static final int RUNS = 2_000;

  static Stream<World> worlds() {
    return Stream.of(
        new RunsWorld(),
        new NumbersWorld(),
        new LineWorld(),
        new FifoWorld(),
        new SamplerWorld(),
        new RunnerWorld());
  }

  static Stream<World> moreWorlds() {
    return Stream.of(
        new ShuffleWorld(),
        new BatchWorld(),
        new LastRowWorld(),
        new CloseWorld(),
        new CancelWorld(),
        new ShuffleCloseWorld(),
        new StopWorld());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void keepsItsRules(World world) {
    Checks.explore(world, INTERLEAVINGS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("moreWorlds")
  void oneOfMoreKeepsItsRules(World world) {
    Checks.explore(world, INTERLEAVINGS);
  }

  /// In interleavings as they come.
  @Tag("long")
  @ParameterizedTest
  @MethodSource({"worlds", "moreWorlds"})
  void keepsItsRulesOnTheMachine(World world) {
    for (int i = 0; i < RUNS; i++) {
      world.run();
    }
  }

  static Stream<Arguments> badWorlds() {
    return Stream.of(
        Arguments.of(new NumbersWorld().with(Flaw.TORN_WORDS), "AssertionError"),
        Arguments.of(new LineWorld().with(Flaw.TORN_WORDS), "AssertionError"),
        Arguments.of(new FifoWorld().with(Flaw.FORGETFUL_THREADS), "a wake-up is lost"),
        Arguments.of(new SamplerWorld().with(Flaw.FORGETFUL_THREADS), "a wake-up is lost"));
  }

  @ParameterizedTest
  @MethodSource("badWorlds")
  void flawIsFound(World world, String fault) {
    Checks.assertFinds(fault, () -> Checks.explore(world, MOST_INTERLEAVINGS));
  }
}
