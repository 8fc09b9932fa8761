package io.forebay.bench.results;

import static io.forebay.bench.Fixtures.beside;
import static io.forebay.bench.Fixtures.judge;
import static io.forebay.bench.Fixtures.pairs;
import static io.forebay.bench.Fixtures.result;
import static io.forebay.bench.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.Fixtures;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Row;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Row BEST = row("best", Goal.atLeast(1.1), "Disruptor", "JCTools", "Agrona");

  @Test
  void theBestPeerIsTheOneThatOursLooksWorstBeside() {
    RowResult result =
        judge()
            .byPeers(
                BEST,
                List.of(
                    beside("Disruptor", 1.3, 1.3, 1.3),
                    beside("JCTools", 1.0, 1.05, 1.08),
                    beside("Agrona", 9, 9, 9)));
    assertEquals("JCTools", result.judgedBy());
    assertEquals(Status.SHORT, result.status());
  }

  @Test
  void aPeerMeasuredTooSeldomMightBeTheBest() {
    RowResult result =
        judge()
            .byPeers(
                BEST,
                List.of(
                    beside("Disruptor", 1.3, 1.3, 1.3),
                    beside("JCTools", 5, 5),
                    beside("Agrona", 9, 9, 9)));
    assertEquals(Status.OPEN, result.status());
    assertEquals("JCTools: only 2 of 2 pairs count (expected: 3)", result.reason());
  }

  @Test
  void aPeerThatFailedFailsTheRow() {
    PeerResult failed = new PeerResult(Fixtures.contender("JCTools"), null, List.of(), "it broke");
    RowResult result = judge().byPeers(BEST, List.of(beside("Disruptor", 2, 2, 2), failed));
    assertEquals(Status.FAILED, result.status());
    assertEquals("it broke", result.reason());
  }

  @Test
  void aRowWithoutPeersIsSeenByItself() {
    RowResult result = judge().alone(row("alone", Goal.NONE), alone(1, 2, 3), null);
    assertEquals(Status.SEEN, result.status());
    assertEquals(2e6, figures(result).ours());
    assertNull(figures(result).peer());
  }

  private static List<Pair> alone(double... figures) {
    return pairs(figures).stream()
        .map(p -> new Pair(p.jvm(), p.round(), p.ours(), null, p.controls(), p.lowest(), false))
        .toList();
  }

  @Test
  void aLowerControlFoundLaterTakesPairsBack() {
    RowResult early = result("fifo", Goal.atLeast(1), 2, 2, 2);
    Row row = row("fifo", Goal.atLeast(1), "Disruptor");
    assertEquals(Status.MET, early.status());
    RowResult late = new Judge(Fixtures.NEEDED, 30).again(row, early);
    assertEquals(Status.OPEN, late.status());
    assertEquals(0, figures(late).counted());
    assertEquals(early, judge().again(row, late));
  }

  @Test
  void samplesOfAnAbsoluteMetricAreJudgedByThemselves() {
    RowResult result = Fixtures.allocation();
    assertEquals(Status.MET, result.status());
    assertTrue(result.peers().isEmpty());
  }

  private static Figures figures(RowResult result) {
    assertNotNull(result.figures());
    return result.figures();
  }
}
