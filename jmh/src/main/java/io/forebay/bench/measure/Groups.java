package io.forebay.bench.measure;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts rows with the same side of ours together, so that ours is measured once for several peers.
final class Groups {
  private Groups() {}

  /// The groups for these rows, in the order of the rows.
  static List<Group> of(List<Row> rows) {
    Map<Contender, List<Row>> byOurs = new LinkedHashMap<>();
    rows.forEach(row -> byOurs.computeIfAbsent(row.ours(), k -> new ArrayList<>()).add(row));
    List<Group> groups = new ArrayList<>();
    byOurs.forEach((ours, ofOurs) -> groups.addAll(groups(ours, ofOurs)));
    groups.sort(Comparator.comparingInt(group -> rows.indexOf(group.rows().getFirst())));
    return groups;
  }

  private static List<Group> groups(Contender ours, List<Row> rows) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    rows.forEach(row -> parts.add(Part.of(row.metric())));
    List<Group> groups = new ArrayList<>();
    for (List<Contender> peers : chunks(rows)) {
      // what concerns ours alone is done once
      Set<Part> here = groups.isEmpty() ? EnumSet.copyOf(parts) : EnumSet.of(Part.PAIRS);
      boolean first = groups.isEmpty();
      List<Row> concerned =
          rows.stream()
              .filter(row ->
                  row.peers().isEmpty() ? first : row.peers().stream().anyMatch(peers::contains))
              .toList();
      groups.add(new Group(ours, peers, here, concerned));
    }
    return groups;
  }

  /// All peers, a few at a time; TensorFlow, which has threads of its own, apart. One empty list if
  /// there is no peer.
  private static List<List<Contender>> chunks(List<Row> rows) {
    Set<Contender> peers = new LinkedHashSet<>();
    rows.forEach(row -> peers.addAll(row.peers()));
    List<List<Contender>> chunks = new ArrayList<>();
    for (boolean tensorFlow : new boolean[] {false, true}) {
      List<Contender> some =
          peers.stream().filter(peer -> peer.needsTensorFlow() == tensorFlow).toList();
      for (int i = 0; i < some.size(); i += Group.PEERS) {
        chunks.add(some.subList(i, Math.min(i + Group.PEERS, some.size())));
      }
    }
    return chunks.isEmpty() ? List.of(List.of()) : chunks;
  }
}
