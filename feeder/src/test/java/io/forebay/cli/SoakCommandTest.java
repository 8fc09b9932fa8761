package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakCommandTest {
  @TempDir Path folder;

  @Test
  void aShortSoakPassesAndWritesItsReport() throws IOException {
    Path report = folder.resolve("soak.txt");
    Ran ran = Ran.forebay("soak", "--minutes", "0.05", "--report", report.toString());
    assertEquals(0, ran.status(), ran.out() + ran.err());
    assertTrue(ran.lastLine().startsWith("soak: passed, "), ran.out());
    assertTrue(ran.lastLine().contains("seed "), ran.out());
    assertEquals(ran.out(), Files.readString(report));
    assertEquals("", ran.err());
  }

  @Test
  void verboseTellsTheRounds() {
    Ran ran = Ran.forebay("soak", "--minutes", "0.0001", "--seed", "5", "--verbose");
    assertEquals(0, ran.status(), ran.out() + ran.err());
    assertTrue(ran.err().contains("RoundPlan[seed=5,"), ran.err());
    assertTrue(ran.out().contains("1 in "), ran.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--seed 3 | Missing required option: '--minutes=N'",
        "--minutes x | 'x' is not a double",
        "--minutes 0 | --minutes: 0.0 (expected: above 0, at most 10080)",
        "--minutes -1 | --minutes: -1.0 (expected: above 0",
        "--minutes NaN | --minutes: NaN (expected: above 0",
        "--minutes 99999 | --minutes: 99999.0 (expected: above 0, at most 10080)",
        "--minutes 1 --seed x | 'x' is not a long",
        "--minutes 1 --report /nowhere/at/all/soak.txt | --report: cannot write /nowhere/at/all/soak.txt (expected:",
      })
  void namesTheValueAndWhatWasExpected(String args, String expected) {
    Ran ran = Ran.forebay(("soak " + args).split(" "));
    assertEquals(1, ran.status(), ran.out());
    assertTrue(ran.err().contains(expected), ran.err());
    assertTrue(ran.err().startsWith("forebay: "), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void helpTellsHowToRepeatARound() {
    Ran ran = Ran.forebay("soak", "--help");
    assertEquals(0, ran.status());
    assertTrue(ran.out().contains("--same-round") && ran.out().contains("--seed"), ran.out());
  }
}
