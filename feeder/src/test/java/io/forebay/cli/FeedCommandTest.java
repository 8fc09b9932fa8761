package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.demo.DigitExamples;
import io.forebay.demo.Digits;
import io.forebay.records.Oracle;
import io.forebay.records.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `forebay feed` delivers, against protobuf-java.
class FeedCommandTest {
  private static final List<Oracle.Feature> DIGIT =
      List.of(new Oracle.Feature("image", 2, 0), new Oracle.Feature("label", 3, 0));

  @TempDir Path folder;
  private List<Path> shards;
  private Oracle oracle;

  @BeforeEach
  void writeDigits() throws IOException {
    shards = DigitExamples.write(Digits.heldOut(), folder, 3);
    oracle = new Oracle(DIGIT);
    for (Path shard : shards) {
      oracle.read(shard);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,100", "2,0", "2,100", "4,37"})
  void deliversEveryExampleOnceAnEpoch(int workers, int shuffle) {
    List<String> args = digits("--batch", "32", "--epochs", "3", "--workers", "" + workers);
    args.addAll(List.of("--allow-smaller-final-batch", "--verify", "--json"));
    if (shuffle > 0) {
      args.addAll(List.of("--shuffle", "" + shuffle, "--seed", "7"));
    }
    Ran ran = Ran.forebay(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    assertEquals(3 * oracle.examples(), ran.number("examples"));
    assertEquals(Math.ceilDiv(3 * oracle.examples(), 32), ran.number("batches"));
    assertEquals(3 * oracle.examples() * (64 * 4 + 8), ran.number("bytes"));
    assertEquals(oracle.digest(3), ran.string("digest"));
    assertEquals(3 * oracle.sum(0), ran.number("image"), 1e-6 * Math.abs(oracle.sum(0)));
    assertEquals(3 * oracle.sum(1), ran.number("label"));
    assertTrue(ran.number("starved_fraction") >= 0 && ran.number("starved_fraction") <= 1);
  }

  @Test
  void theJsonLineIsAscii() {
    Ran ran =
        Ran.forebay(
            digits("--feature", "m\u00e4ge:int8[]=1", "--batch", "360", "--verify", "--json")
                .toArray(String[]::new));
    assertTrue(ran.lastLine().contains("\"m\\u00e4ge\": 360"), ran.lastLine());
  }

  @Test
  void withoutASmallerBatchTheRemainderIsNotDelivered() {
    Ran ran = Ran.forebay(digits("--batch", "100", "--json").toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    assertEquals(300, ran.number("examples"), "of 360 (B5)");
    assertEquals(3, ran.number("batches"));
  }

  @Test
  void aSwappedLabelChangesTheDigest() throws IOException {
    Oracle swapped = new Oracle(List.of(DIGIT.get(1), DIGIT.get(0)));
    for (Path shard : shards) {
      swapped.read(shard);
    }
    assertNotEquals(oracle.digest(1), swapped.digest(1));
  }

  @Test
  void filesOfAGlobAndSeveralInputsAreRead() {
    Ran glob = Ran.forebay(arguments(folder + "/digits-*.tfrecord"));
    assertEquals(360, glob.number("examples"), glob.err());
    Ran anywhere = Ran.forebay(arguments(folder.getParent() + "/**/digits-*-of-00003.tfrecord"));
    assertTrue(anywhere.number("examples") >= 360, anywhere.err());
  }

  @Test
  void saysItForPeopleToo() {
    Ran ran = Ran.forebay(digits("--batch", "36", "--verify").toArray(String[]::new));
    assertTrue(ran.out().contains("360 examples in 10 batches"), ran.out());
    assertTrue(ran.out().contains("digest: " + oracle.digest(1)), ran.out());
  }

  @Test
  void mnistThreeTimesOver() throws IOException {
    Path mnist = TestData.tfrecord("mnist.tfrecord");
    Oracle expected =
        new Oracle(
            List.of(
                new Oracle.Feature("image_floats", 2, 0), new Oracle.Feature("image_class", 3, 0)));
    expected.read(mnist);
    Ran ran =
        Ran.forebay(
            ("feed --feature image_floats:float32[784] --feature image_class:int64[] --batch 64 --shuffle 512"
                    + " --min-after-dequeue 256 --seed 7 --epochs 3 --workers 2"
                    + " --allow-smaller-final-batch --verify --json --input "
                    + mnist)
                .split(" "));
    assertEquals(3_000, ran.number("examples"), ran.err());
    assertEquals(expected.digest(3), ran.string("digest"));
    assertEquals(3 * expected.sum(0), ran.number("image_floats"), 1e-6 * Math.abs(expected.sum(0)));
    assertEquals(3 * expected.sum(1), ran.number("image_class"));
  }

  @Test
  void taxiTripsWithDefaultsForWhatIsMissing() throws IOException {
    Path first = TestData.tfrecord("taxi-00000.tfrecord.gz");
    Oracle expected =
        new Oracle(
            List.of(
                new Oracle.Feature("fare", 2, 0f),
                new Oracle.Feature("pickup_census_tract", 3, -1L),
                new Oracle.Feature("trip_seconds", 3, 0L)));
    for (int i = 0; i < 4; i++) {
      expected.read(first.resolveSibling("taxi-0000" + i + ".tfrecord.gz"));
    }
    Ran ran =
        Ran.forebay(
            ("feed --feature fare:float32[]=0 --feature pickup_census_tract:int64[]=-1"
                    + " --feature trip_seconds:int64[]=0 --batch 100 --shuffle 500 --workers 2"
                    + " --allow-smaller-final-batch --verify --json --input "
                    + first.resolveSibling("taxi-*.tfrecord.gz"))
                .split(" "));
    assertEquals(3_303, ran.number("examples"), ran.err());
    assertEquals(expected.digest(1), ran.string("digest"));
  }

  private String[] arguments(String glob) {
    return ("feed --feature label:int64[] --batch 10 --json --input " + glob).split(" ");
  }

  private List<String> digits(String... more) {
    List<String> args = new ArrayList<>(List.of("feed", "--input"));
    shards.forEach(shard -> args.add(shard.toString()));
    args.addAll(List.of("--feature", "image:float32[64]", "--feature", "label:int64[]"));
    args.addAll(List.of(more));
    return args;
  }
}
