package io.forebay.bench.measure;

import static io.forebay.bench.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Row;
import io.forebay.bench.rows.RowTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupsTest {
  @Test
  void aFewContendersShareAJvm() {
    for (Group group : Groups.of(RowTable.all())) {
      assertTrue(group.contenders().size() <= 4, group.ours().toString());
      assertEquals(group.contenders().size(), new HashSet<>(group.contenders()).size());
    }
  }

  @Test
  void tensorFlowHasItsOwn() {
    for (Group group : Groups.of(RowTable.all())) {
      long theirs = group.peers().stream().filter(peer -> peer.needsTensorFlow()).count();
      assertTrue(theirs == 0 || theirs == group.peers().size(), group.ours().toString());
    }
  }

  @Test
  void everyRowIsMeasured() {
    Set<Row> measured =
        Groups.of(RowTable.all()).stream()
            .flatMap(group -> group.rows().stream())
            .collect(Collectors.toSet());
    assertEquals(new HashSet<>(RowTable.all()), measured);
  }

  @Test
  void rowsWithTheSameSidesAreMeasuredOnce() {
    List<Group> groups =
        Groups.of(
            List.of(
                row("a", Goal.atLeast(1), "X", "Y"),
                row("b", Goal.NONE, "Y"),
                row("c", Goal.NONE)));
    assertEquals(1, groups.size());
    assertEquals(3, groups.getFirst().contenders().size());
  }

  @Test
  void manyPeersAreSplit() {
    List<Group> groups = Groups.of(List.of(row("a", Goal.atLeast(1), "W", "X", "Y", "Z")));
    assertEquals(List.of(3, 1), groups.stream().map(group -> group.peers().size()).toList());
  }

  @Test
  void rowsWithoutAGoalGetOneJvm() {
    assertEquals(1, Groups.of(List.of(row("a", Goal.NONE, "X"))).getFirst().jvms(Settings.full()));
    assertEquals(
        5, Groups.of(List.of(row("a", Goal.atLeast(1), "X"))).getFirst().jvms(Settings.full()));
    assertEquals(
        1, Groups.of(List.of(row("a", Goal.atLeast(1), "X"))).getFirst().jvms(Settings.quick()));
  }
}
