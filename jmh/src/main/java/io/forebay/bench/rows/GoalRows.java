package io.forebay.bench.rows;

import static io.forebay.bench.rows.Contenders.IMAGE;
import static io.forebay.bench.rows.Contenders.ONE_TO_ONE;
import static io.forebay.bench.rows.Contenders.SMALL;

import io.forebay.bench.rows.Contenders.Fifo;
import io.forebay.bench.rows.Contenders.Shuffle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows that the engine is judged by.
final class GoalRows {
  private static final int RUN = 64;
  private static final double NO_GARBAGE = 0.05;

  private final List<Row> rows = new ArrayList<>();

  private GoalRows() {}

  static List<Row> all() {
    GoalRows table = new GoalRows();
    table.fifoInRuns();
    table.fifoOneByOne();
    table.fifoWithManyThreads();
    table.fifoOfImages();
    table.shuffle();
    table.shuffleOfImages();
    table.feed();
    table.allocation();
    table.latency();
    table.idle();
    return List.copyOf(table.rows);
  }

  private void fifoInRuns() {
    Fifo fifo = new Fifo(SMALL, RUN, "spin", ONE_TO_ONE);
    String name = "fifo-64B-1P1C-runs-spin";
    String work = "FIFO 64 B, 1P1C, runs of 64";
    atLeast(1.2, name + "/disruptor", work, fifo.forebay(), fifo.disruptor());
    atLeast(5, name + "/agrona", work, fifo.forebay(), fifo.agronaManyToOne());
    atLeast(8, name + "/jctools", work, fifo.forebay(), fifo.jctools());
    atLeast(100, name + "/tensorflow", work, fifo.forebay(), fifo.tensorFlow());
  }

  private void fifoOneByOne() {
    Fifo spin = new Fifo(SMALL, 1, "spin", ONE_TO_ONE);
    atLeast(
        1.1,
        "fifo-64B-1P1C-single-spin/best",
        "FIFO 64 B, 1P1C, one by one",
        spin.forebay(),
        spin.disruptor(),
        spin.agronaOneToOne(),
        spin.agronaManyToOne(),
        spin.jctools());
    Fifo parking = new Fifo(SMALL, 1, "parking", ONE_TO_ONE);
    atLeast(
        2,
        "fifo-64B-1P1C-single-parking/best",
        "FIFO 64 B, 1P1C, one by one",
        parking.forebay(),
        parking.disruptor(),
        parking.arrayBlocking());
  }

  private void fifoWithManyThreads() {
    for (int run : new int[] {1, RUN}) {
      for (Threads threads : List.of(new Threads(3, 1), new Threads(1, 3), new Threads(3, 3))) {
        Fifo fifo = new Fifo(SMALL, run, "backoff", threads);
        List<Contender> peers =
            new ArrayList<>(List.of(fifo.disruptor(), fifo.jctools(), fifo.arrayBlocking()));
        if (threads.consumers() == 1) {
          peers.add(fifo.agronaManyToOne());
        }
        rows.add(
            new Row(
                "fifo-64B-" + threads + "-" + (run == 1 ? "single" : "runs") + "-backoff/best",
                "FIFO 64 B, " + threads + ", " + (run == 1 ? "one by one" : "runs of 64"),
                fifo.forebay(),
                peers,
                Metric.ELEMENTS,
                Goal.atLeast(run == 1 ? 1 : 2)));
      }
    }
  }

  private void fifoOfImages() {
    Fifo fifo = new Fifo(IMAGE, 1, "spin", ONE_TO_ONE);
    String name = "fifo-602112B-1P1C-in-place";
    String work = "FIFO 602,112 B, 1P1C, written and read in place";
    atLeast(0.9, name + "/no-queue", work, fifo.forebay(), fifo.noQueue());
    atLeast(3, name + "/tensorflow", work, fifo.forebay(), fifo.tensorFlow());
  }

  private void shuffle() {
    Shuffle small = new Shuffle(SMALL, RUN, 64, 4_096);
    String work = "shuffle 64 B, batch 64, 4,096 slots";
    atLeast(80, "shuffle-64B-4096/tensorflow", work, small.forebay("place"), small.tensorFlow());
    atLeast(60, "shuffle-64B-4096/tf.data", work, small.forebay("place"), small.tfData());
    Shuffle large = new Shuffle(SMALL, RUN, 64, 1_048_576);
    atLeast(
        30,
        "shuffle-64B-1048576/tf.data",
        "shuffle 64 B, batch 64, 1,048,576 slots",
        large.forebay("place"),
        large.tfData());
  }

  private void shuffleOfImages() {
    Shuffle images = new Shuffle(IMAGE, 1, 32, 128);
    String name = "shuffle-602112B-";
    String work = "shuffle 602,112 B, batch 32, 128 slots, ";
    atLeast(
        1, name + "copy/tensorflow", work + "copied", images.forebay("copy"), images.tensorFlow());
    atLeast(
        1.4,
        name + "in-place/tensorflow",
        work + "in place",
        images.forebay("place"),
        images.tensorFlow());
    // lending is no work, and tf.data copies with all cores: here two consumers do
    atLeast(
        1,
        name + "borrowed/tf.data",
        work + "borrowed, 1P2C",
        images.forebay("borrow").with(new Threads(1, 2)),
        images.tfData());
  }

  private void feed() {
    atLeast(
        8,
        "mnist-feed/tf.data",
        "mnist.tfrecord x100, parse, shuffle 10,000, batch 128",
        Contenders.forebayFeed(),
        Contenders.tfDataFeed());
  }

  /// Ours of every row so far, and what those leave out: shuffled one by one.
  private void allocation() {
    Map<Contender, Row> steadyStates = new LinkedHashMap<>();
    rows.forEach(row -> steadyStates.putIfAbsent(row.ours(), row));
    Row single = shuffleOneByOne();
    steadyStates.put(single.ours(), single);
    steadyStates.forEach((ours, row) ->
        rows.add(
            new Row(
                "allocation/" + row.name().replaceFirst("/.*", ""),
                "allocation, " + row.work(),
                ours,
                List.of(),
                Metric.ALLOCATED,
                Goal.below(NO_GARBAGE))));
  }

  private static Row shuffleOneByOne() {
    Contender ours = new Shuffle(SMALL, 1, 1, 4_096).forebay("place");
    String work = "shuffle 64 B, one by one, 4,096 slots";
    return new Row("shuffle-64B-single-4096", work, ours, List.of(), Metric.ELEMENTS, Goal.NONE);
  }

  private void latency() {
    Contender spin = Contenders.roundTrip("Forebay", "ForebayRoundTrip", "spin");
    Contender disruptor = Contenders.roundTrip("Disruptor", "DisruptorRoundTrip", "spin");
    Contender parking = Contenders.roundTrip("Forebay", "ForebayRoundTrip", "parking");
    Contender array =
        Contenders.roundTrip("ArrayBlockingQueue", "ArrayBlockingRoundTrip", "parking");
    roundTrip("round-trip-spin-p50/disruptor", "p50", spin, disruptor, Metric.P50);
    roundTrip("round-trip-spin-p99/disruptor", "p99", spin, disruptor, Metric.P99);
    roundTrip("round-trip-parking-p50/array-blocking", "p50", parking, array, Metric.P50);
  }

  private void roundTrip(String name, String what, Contender ours, Contender peer, Metric metric) {
    rows.add(new Row(name, "round trip, " + what, ours, List.of(peer), metric, Goal.atMost(1.15)));
  }

  private void idle() {
    rows.add(
        new Row(
            "idle-waiters",
            "8 waiters on an empty queue for 10 s",
            Contenders.idleWaiters(),
            List.of(),
            Metric.SHARE,
            Goal.below(1)));
  }

  private void atLeast(double ratio, String name, String work, Contender ours, Contender... peers) {
    rows.add(new Row(name, work, ours, List.of(peers), Metric.ELEMENTS, Goal.atLeast(ratio)));
  }
}
