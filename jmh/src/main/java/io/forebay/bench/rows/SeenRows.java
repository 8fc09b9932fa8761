package io.forebay.bench.rows;

import static io.forebay.bench.rows.Contenders.ONE_TO_ONE;
import static io.forebay.bench.rows.Contenders.SMALL;

import io.forebay.bench.rows.Contenders.Fifo;
import io.forebay.bench.rows.Contenders.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows without a goal: how figures go with the size of an element and with capacity.
final class SeenRows {
  private static final int[] SIZES = {SMALL, 4_096, 65_536, Contenders.IMAGE};
  private static final int[] CAPACITIES = {1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576};
  private static final int BATCH = 64;

  private final List<Row> rows = new ArrayList<>();

  private SeenRows() {}

  static List<Row> all() {
    SeenRows table = new SeenRows();
    for (int run : new int[] {1, 64}) {
      for (int bytes : SIZES) {
        table.fifo(new Fifo(bytes, run, "spin", ONE_TO_ONE));
      }
    }
    for (int capacity : CAPACITIES) {
      table.shuffle(new Shuffle(SMALL, BATCH, BATCH, capacity));
    }
    return List.copyOf(table.rows);
  }

  private void fifo(Fifo fifo) {
    String name = "seen/fifo-" + fifo.bytes() + "B-" + (fifo.run() == 1 ? "single" : "runs");
    String work =
        String.format(Locale.ROOT, "FIFO %,d B, 1P1C, ", fifo.bytes())
            + (fifo.run() == 1 ? "one by one" : "runs of " + fifo.run());
    seen(name + "/disruptor", work, fifo.forebay(), fifo.disruptor());
    seen(name + "/agrona", work, fifo.forebay(), fifo.agronaManyToOne());
    seen(name + "/jctools", work, fifo.forebay(), fifo.jctools());
    seen(name + "/array-blocking", work, fifo.forebay(), fifo.arrayBlocking());
    seen(name + "/no-queue", work, fifo.forebay(), fifo.noQueue());
    seen(name + "/tensorflow", work, fifo.forebay(), fifo.tensorFlow());
  }

  private void shuffle(Shuffle shuffle) {
    String name = "seen/shuffle-64B-" + shuffle.capacity();
    String work =
        String.format(Locale.ROOT, "shuffle 64 B, batch 64, %,d slots", shuffle.capacity());
    Contender ours = shuffle.forebay("place");
    rows.add(new Row(name, work, ours, List.of(), Metric.ELEMENTS, Goal.NONE));
    seen(name + "/tensorflow", work, ours, shuffle.tensorFlow());
    seen(name + "/tf.data", work, ours, shuffle.tfData());
  }

  private void seen(String name, String work, Contender ours, Contender peer) {
    rows.add(new Row(name, work, ours, List.of(peer), Metric.ELEMENTS, Goal.NONE));
  }
}
