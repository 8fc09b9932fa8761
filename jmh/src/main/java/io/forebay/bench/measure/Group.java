package io.forebay.bench.measure;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is measured in one JVM, once or several times: ours and a few peers.
///
/// @param ours our side
/// @param peers at most [#PEERS]
/// @param parts what to do
/// @param rows the rows that it is measured for
record Group(Contender ours, List<Contender> peers, Set<Part> parts, List<Row> rows) {
  /// More would make a round longer than the machine keeps its speed.
  static final int PEERS = 3;

  private static final long START_MILLIS = 3_000;
  private static final long TENSORFLOW_START_MILLIS = 20_000;

  /// What JMH needs around an iteration.
  private static final long AROUND_MILLIS = 30;

  /// An idle waiter is looked at for that long.
  private static final long SAMPLE_MILLIS = 10_000;

  /// Ours, then its peers.
  List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>(List.of(ours));
    contenders.addAll(peers);
    return contenders;
  }

  /// How many JVMs: as many as the settings say if a row has a goal.
  int jvms(Settings settings) {
    return rows.stream().anyMatch(row -> row.goal().exists()) ? settings.jvms() : 1;
  }

  /// How long all its JVMs take if they need that many rounds.
  Duration length(Settings settings, int rounds) {
    int contenders = peers.size() + 1;
    boolean slow = contenders().stream().anyMatch(Contender::needsTensorFlow);
    long millis = slow ? TENSORFLOW_START_MILLIS : START_MILLIS;
    if (parts.contains(Part.PAIRS) || parts.contains(Part.ALLOCATION)) {
      millis += contenders * settings.warmupMillis();
    }
    if (parts.contains(Part.PAIRS)) {
      long round =
          contenders * (settings.iterationMillis() + AROUND_MILLIS)
              + (contenders + 1) * (settings.controlMillis() + AROUND_MILLIS);
      millis += rounds * round;
    }
    if (parts.contains(Part.ALLOCATION)) {
      millis += settings.samples() * (settings.iterationMillis() + settings.allocationMillis());
    }
    if (parts.contains(Part.SAMPLES)) {
      millis += settings.samples() * SAMPLE_MILLIS;
    }
    return Duration.ofMillis(millis * jvms(settings));
  }
}
