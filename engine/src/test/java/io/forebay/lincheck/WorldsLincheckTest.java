package io.forebay.lincheck;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Worlds, explored: over the words that ship they keep their rules, over bad ones they do not.
@Tag("lincheck")
class WorldsLincheckTest {
  private static final int INTERLEAVINGS = 50;

  static Stream<World> worlds() {
    return Checks.isLong() ? Stream.concat(fewWorlds(), moreWorlds()) : fewWorlds();
  }

  private static Stream<World> fewWorlds() {
    return Stream.of(new RunsWorld(false), new NumbersWorld(false), new LineWorld(false));
  }

  private static Stream<World> moreWorlds() {
    return Stream.of(new FifoWorld(), new RunnerWorld());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void keepsItsRules(World world) {
    Checks.explore(world, INTERLEAVINGS);
  }

  static Stream<World> badWorlds() {
    return Stream.of(new NumbersWorld(true), new LineWorld(true));
  }

  @ParameterizedTest
  @MethodSource("badWorlds")
  void aTornCompareAndSetIsFound(World world) {
    Checks.isCaught(world);
  }
}
