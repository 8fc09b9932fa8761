package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// `forebay bench` where the benchmarks are not.
class BenchCommandTest {
  private static final String NOT_HERE =
      "forebay: bench: not in this jar (expected: ./forebay bench, in a checkout of the sources)";

  @Test
  void itSaysWhereTheBenchmarksAre_whateverItIsAskedFor() {
    for (String[] args : new String[][] {{"bench"}, {"bench", "--quick", "FIFO", "--report"}}) {
      Ran ran = Ran.forebay(args);
      assertEquals(1, ran.status());
      assertEquals(NOT_HERE, ran.err().strip());
    }
  }

  @Test
  void helpListsIt() {
    assertTrue(Ran.forebay("--help").out().contains("  bench  "));
  }
}
