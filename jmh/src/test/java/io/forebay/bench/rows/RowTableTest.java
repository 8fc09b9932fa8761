package io.forebay.bench.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RowTableTest {
  @Test
  void namesAreUnique() {
    List<String> names = RowTable.all().stream().map(Row::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void goalsAreTheStatedOnes() {
    Map<String, String> goals =
        RowTable.goals().stream()
            .filter(row -> row.metric() != Metric.ALLOCATED)
            .collect(Collectors.toMap(Row::name, row -> row.goal().toString()));
    assertEquals(
        Map.ofEntries(
            Map.entry("fifo-64B-1P1C-runs-spin/disruptor", "at least 1.2"),
            Map.entry("fifo-64B-1P1C-runs-spin/agrona", "at least 5"),
            Map.entry("fifo-64B-1P1C-runs-spin/jctools", "at least 8"),
            Map.entry("fifo-64B-1P1C-runs-spin/tensorflow", "at least 100"),
            Map.entry("fifo-64B-1P1C-single-spin/best", "at least 1.1"),
            Map.entry("fifo-64B-1P1C-single-parking/best", "at least 2"),
            Map.entry("fifo-64B-3P1C-single-backoff/best", "at least 1"),
            Map.entry("fifo-64B-1P3C-single-backoff/best", "at least 1"),
            Map.entry("fifo-64B-3P3C-single-backoff/best", "at least 1"),
            Map.entry("fifo-64B-3P1C-runs-backoff/best", "at least 2"),
            Map.entry("fifo-64B-1P3C-runs-backoff/best", "at least 2"),
            Map.entry("fifo-64B-3P3C-runs-backoff/best", "at least 2"),
            Map.entry("fifo-602112B-1P1C-in-place/no-queue", "at least 0.9"),
            Map.entry("fifo-602112B-1P1C-in-place/tensorflow", "at least 3"),
            Map.entry("shuffle-64B-4096/tensorflow", "at least 80"),
            Map.entry("shuffle-64B-4096/tf.data", "at least 60"),
            Map.entry("shuffle-64B-1048576/tf.data", "at least 30"),
            Map.entry("shuffle-602112B-copy/tensorflow", "at least 1"),
            Map.entry("shuffle-602112B-in-place/tensorflow", "at least 1.4"),
            Map.entry("shuffle-602112B-borrowed/tf.data", "at least 1"),
            Map.entry("mnist-feed/tf.data", "at least 8"),
            Map.entry("round-trip-spin-p50/disruptor", "at most 1.15"),
            Map.entry("round-trip-spin-p99/disruptor", "at most 1.15"),
            Map.entry("round-trip-parking-p50/array-blocking", "at most 1.15"),
            Map.entry("idle-waiters", "below 1")),
        goals);
  }

  @Test
  void everySteadyStateOfOursHasAGoalForItsGarbage() {
    List<Row> goals = RowTable.goals();
    List<Contender> garbage =
        goals.stream().filter(row -> row.metric() == Metric.ALLOCATED).map(Row::ours).toList();
    for (Row row : goals) {
      assertTrue(row.metric() != Metric.ELEMENTS || garbage.contains(row.ours()), row.name());
      assertTrue(
          row.metric() != Metric.ALLOCATED || row.goal().equals(Goal.below(0.05)), row.name());
    }
  }

  @Test
  void eachSideNamesItsWaiting_andPeersHaveOursThreads() {
    for (Row row : RowTable.all()) {
      for (Contender peer : row.peers()) {
        assertFalse(peer.waiting().isBlank() || row.ours().waiting().isBlank(), row.name());
        boolean alone = peer.label().startsWith("tf.data"); // it has threads of its own
        assertEquals(alone ? null : row.ours().threads(), peer.threads(), row.name());
      }
    }
  }

  @Test
  void sizesRunsAndCapacitiesAreSeenToo() {
    List<String> names = RowTable.all().stream().map(Row::name).toList();
    for (int bytes : new int[] {64, 4_096, 65_536, 602_112}) {
      assertTrue(names.contains("seen/fifo-" + bytes + "B-single/disruptor"));
      assertTrue(names.contains("seen/fifo-" + bytes + "B-runs/disruptor"));
    }
    for (int capacity = 1_024; capacity <= 1_048_576; capacity *= 4) {
      assertTrue(names.contains("seen/shuffle-64B-" + capacity));
    }
  }

  @Test
  void aPatternIsFoundInNameOrWork() {
    List<Row> rows = RowTable.goals();
    assertEquals(rows, RowTable.select(rows, null));
    assertEquals(
        List.of("idle-waiters"),
        RowTable.select(rows, Pattern.compile("8 WAITERS", Pattern.CASE_INSENSITIVE)).stream()
            .map(Row::name)
            .toList());
    assertEquals(4, RowTable.select(rows, Pattern.compile("^fifo-64B-1P1C-runs-spin/")).size());
  }

  @Test
  void goalsReadAsTheyAreSaid() {
    assertEquals(
        List.of("at least 5", "at most 1.15", "below 0.05", "none"),
        Arrays.asList(
            Goal.atLeast(5).toString(),
            Goal.atMost(1.15).toString(),
            Goal.below(0.05).toString(),
            Goal.NONE.toString()));
  }
}
