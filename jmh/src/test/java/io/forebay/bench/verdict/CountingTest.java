package io.forebay.bench.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static Pair pair(double lowest, Double... controls) {
    Map<String, Double> figures = Map.of("score", 1.0);
    return new Pair(1, 1, figures, figures, List.of(controls), lowest, false);
  }

  @Test
  void controlsThatAgreeCount() {
    assertTrue(Counting.counts(pair(100, 100.0, 110.0, 120.0), 100));
  }

  @Test
  void controlsThatDisagreeDoNot() {
    assertFalse(Counting.counts(pair(100, 100.0, 121.0), 100));
  }

  @Test
  void controlsFarAboveTheLowestOfTheirJvmDoNot() {
    assertFalse(Counting.counts(pair(90, 110.0, 110.0, 110.0), 90));
  }

  @Test
  void controlsFarBelowDoNot_theMachineWasAnotherOne() {
    assertFalse(Counting.counts(pair(205, 30.0, 31.0, 31.0), 205));
    assertFalse(Counting.counts(pair(30, 30.0, 31.0, 31.0), 205));
  }

  @Test
  void anotherJvmMayBeSomewhatFaster() {
    assertTrue(Counting.counts(pair(150, 150.0, 160.0), 110));
  }

  @Test
  void aJvmThatOnlySawTheSlowMachineDoesNotCount() {
    assertFalse(Counting.counts(pair(330, 330.0, 340.0, 350.0), 100));
  }

  @Test
  void noControlsDoNotCount() {
    assertFalse(Counting.counts(pair(100), 100));
  }

  @Test
  void recountingTellsEachPair() {
    List<Pair> pairs =
        Counting.recount(List.of(pair(100, 100.0, 100.0), pair(100, 100.0, 300.0)), 100);
    assertEquals(List.of(true, false), pairs.stream().map(Pair::counts).toList());
  }
}
