package io.forebay.bench.measure;

import static io.forebay.bench.Fixtures.contender;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.bench.measure.Bench.ContenderFailure;
import io.forebay.bench.measure.Bench.Kind;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.verdict.Pair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlternationTest {
  private static final Contender CONTROL = contender("control");
  private static final Settings SETTINGS = new Settings(1, 3, 6, 500, 10, 5, 40, 2, List.of());

  private final List<String> ran = new ArrayList<>();
  private String broken = "none";
  private String empty = "none";
  private double control = 100;

  private Map<String, Double> run(Contender contender, long millis, Kind kind)
      throws ContenderFailure {
    if (kind != Kind.WARMUP) {
      ran.add(contender.label());
    }
    if (contender.label().equals(broken)) {
      throw new ContenderFailure("it broke");
    }
    if (kind == Kind.GARBAGE) {
      // two bytes an operation, 100 an iteration
      double bytes = 100 + 2 * millis;
      return Map.of("score", 1.0, Garbage.BYTES, bytes, Garbage.OPERATIONS, (double) millis);
    }
    if (contender.label().equals(empty)) {
      return Map.of("score", 1000.0, "elements", 0.0);
    }
    return contender == CONTROL ? Map.of(ControlFigure.MEDIAN, control) : Map.of("score", 1000.0);
  }

  private Outcome outcome(Set<Part> parts, String... peers)
      throws ContenderFailure, InterruptedException {
    List<Contender> contenders = new ArrayList<>(List.of(contender("ours")));
    List.of(peers).forEach(peer -> contenders.add(contender(peer)));
    return new Alternation(new Job(contenders, CONTROL, parts, SETTINGS, 0), this::run).run();
  }

  @Test
  void theControlIsBetweenAnyTwo_andTheOrderRotates() throws Exception {
    outcome(EnumSet.of(Part.PAIRS), "peer");
    assertEquals(
        List.of(
            "control", "ours", "control", "peer", "control", "control", "peer", "control", "ours",
            "control", "control", "ours", "control", "peer", "control"),
        ran);
  }

  @Test
  void eachPairHasTheControlsAroundBothOfItsSides() throws Exception {
    Outcome outcome = outcome(EnumSet.of(Part.PAIRS), "x", "y", "z");
    assertEquals(
        List.of(3, 4, 3), outcome.pairs(1, 1).stream().map(p -> p.controls().size()).toList());
    assertEquals(4, outcome.pairs(1, 2).getFirst().controls().size());
    assertEquals(2, outcome.pairs(1, 0).getFirst().controls().size());
  }

  @Test
  void itEndsWithEnoughPairsThatCount() throws Exception {
    assertEquals(3, outcome(EnumSet.of(Part.PAIRS), "peer").rounds().size());
  }

  @Test
  void itGivesUpWhenTheControlNeverAgrees() throws Exception {
    Outcome outcome =
        new Alternation(
                new Job(
                    List.of(contender("ours"), contender("peer")),
                    CONTROL,
                    EnumSet.of(Part.PAIRS),
                    SETTINGS,
                    30), // another JVM has seen the machine more than twice as fast
                this::run)
            .run();
    assertEquals(SETTINGS.maxRounds(), outcome.rounds().size());
  }

  @Test
  void aBrokenPeerIsOut_andTheOthersGoOn() throws Exception {
    broken = "x";
    Outcome outcome = outcome(EnumSet.of(Part.PAIRS), "x", "y");
    assertEquals(Map.of(1, "x: it broke"), outcome.failures());
    assertEquals(List.of(), outcome.pairs(1, 1));
    assertEquals(3, outcome.pairs(1, 2).size());
  }

  @Test
  void aPeerThatDeliversNothingIsOutAfterAFewRounds() throws Exception {
    empty = "x";
    Outcome outcome = outcome(EnumSet.of(Part.PAIRS), "x");
    assertEquals(
        Map.of(1, "x: nothing arrived in 5 iterations, the last of 10 ms"), outcome.failures());
    assertEquals(List.of(), outcome.pairs(1, 1));
  }

  @Test
  void withoutOursThereIsNothingToDo() throws Exception {
    broken = "ours";
    Outcome outcome = outcome(EnumSet.allOf(Part.class), "x");
    assertEquals(Map.of(0, "ours: it broke"), outcome.failures());
    assertEquals(List.of(), outcome.rounds());
    assertEquals(List.of(), outcome.samples());
  }

  @Test
  void withoutAControlNothingCanBeSaid() {
    control = 0;
    assertThrows(ContenderFailure.class, () -> outcome(EnumSet.of(Part.PAIRS), "x"));
  }

  @Test
  void garbageOfJmhItselfIsLeftOut() throws Exception {
    Outcome outcome = outcome(EnumSet.of(Part.ALLOCATION));
    assertEquals(
        List.of(2.0, 2.0), outcome.allocation().stream().map(f -> f.get("allocated")).toList());
    assertEquals(100.0, outcome.allocation().getFirst().get("gc.bytes.around"));
  }

  @Test
  void samplesAreOfOursAlone() throws Exception {
    assertEquals(2, outcome(EnumSet.of(Part.SAMPLES), "x").samples().size());
    assertEquals(List.of("ours", "ours"), ran);
  }

  @Test
  void aPairTellsItsJvmAndRound() throws Exception {
    Pair pair = outcome(EnumSet.of(Part.PAIRS), "x").pairs(7, 1).getFirst();
    assertEquals(7, pair.jvm());
    assertEquals(1, pair.round());
    assertEquals(100, pair.lowest());
  }
}
