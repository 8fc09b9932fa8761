package io.forebay.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.bench.Fixtures;
import io.forebay.bench.rows.Metric;
import org.junit.jupiter.api.Test;

class RowLineTest {
  private static String line(int row) {
    return RowLine.of(Fixtures.results().rows().get(row));
  }

  @Test
  void aRatioIsToldWithItsControlAndGoal() {
    assertEquals(
        "met     FIFO of fifo-a | Forebay (spin) 1.40 M/s | Disruptor (spin) 1.00 M/s"
            + " | ratio 1.40 (1.35 to 1.45) | control 100 ns | 3 of 3 pairs | goal at least 1.2"
            + " | fifo-a",
        line(0));
  }

  @Test
  void theBestPeerIsNamed() {
    assertEquals(
        "met     FIFO of fifo-b | Forebay (spin) 1.20 M/s | best peer: JCTools (spin) 1.00 M/s"
            + " | ratio 1.20 (1.20 to 1.20) | control 100 ns | 3 of 3 pairs | goal at least 1.1"
            + " | fifo-b",
        line(1));
  }

  @Test
  void aLatencyHasItsTail() {
    assertEquals(
        "met     round trip, p50 | Forebay (spin) 200 ns | Disruptor (spin) 200 ns"
            + " | ratio 1.00 (1.00 to 1.00) | p99.9 1.50 µs and 1.50 µs, max 9.00 ms and 9.00 ms"
            + " | control 100 ns | 3 of 3 pairs | goal at most 1.15 | round-trip",
        line(2));
  }

  @Test
  void anAbsoluteFigureStandsAlone() {
    assertEquals(
        "met     allocation, FIFO | Forebay (spin) 0.0010 B/op | goal below 0.05 | allocation/fifo",
        line(3));
  }

  @Test
  void aSkippedRowSaysWhatItNeeds() {
    assertEquals(
        "skipped FIFO of fifo-c | Forebay (spin) | TensorFlow (spin) | goal at least 3 | fifo-c"
            + " | skipped: needs -Ptensorflow",
        line(4));
  }

  @Test
  void nothingHasNoSign() {
    assertEquals("0.0000 B/op", Text.figure(-1e-6, Metric.ALLOCATED));
    assertEquals("-0.0100 B/op", Text.figure(-0.01, Metric.ALLOCATED));
  }
}
