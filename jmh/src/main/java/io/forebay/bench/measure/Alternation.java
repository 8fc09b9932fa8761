package io.forebay.bench.measure;

import io.forebay.bench.measure.Bench.ContenderFailure;
import io.forebay.bench.measure.Bench.Kind;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.verdict.Counting;
import io.forebay.bench.verdict.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Does a job: contenders take turns, with the control between them, until enough pairs count.
final class Alternation {
  private static final String SCORE = "score";
  private static final int EMPTY_ITERATIONS = 5;

  private final Job job;
  private final Settings settings;
  private final Bench bench;
  private final List<Round> rounds = new ArrayList<>();
  private final List<Map<String, Double>> allocation = new ArrayList<>();
  private final List<Map<String, Double>> samples = new ArrayList<>();
  private final Map<Integer, String> failures = new TreeMap<>();
  private final Map<Integer, Integer> empty = new TreeMap<>();
  private final LowestControl lowest = new LowestControl();

  Alternation(Job job, Bench bench) {
    this.job = job;
    this.settings = job.settings();
    this.bench = bench;
  }

  /// Does it.
  ///
  /// @throws ContenderFailure if the control cannot be run
  Outcome run() throws ContenderFailure, InterruptedException {
    boolean warm = job.parts().contains(Part.PAIRS) || job.parts().contains(Part.ALLOCATION);
    for (int slice = 0;
        warm && !failures.containsKey(0) && slice < settings.warmupSlices();
        slice++) {
      warmUp();
    }
    if (job.parts().contains(Part.PAIRS)) {
      measurePairs();
    }
    if (job.parts().contains(Part.ALLOCATION)) {
      measureGarbage();
    }
    if (job.parts().contains(Part.SAMPLES)) {
      sample();
    }
    return new Outcome(rounds, allocation, samples, lowest.nanos(), failures);
  }

  private void warmUp() throws ContenderFailure, InterruptedException {
    bench.run(job.control(), settings.controlMillis(), Kind.WARMUP);
    for (int number : working()) {
      attempt(number, settings.warmupSliceMillis(), Kind.WARMUP, new ArrayList<>());
    }
  }

  private void measurePairs() throws ContenderFailure, InterruptedException {
    while (!failures.containsKey(0) && rounds.size() < settings.maxRounds() && !isEnough()) {
      List<Integer> order = working();
      Collections.rotate(order, -rounds.size());
      measureRound(order);
    }
  }

  private void measureRound(List<Integer> order) throws ContenderFailure, InterruptedException {
    List<Integer> done = new ArrayList<>();
    List<Map<String, Double>> figures = new ArrayList<>();
    List<Double> controls = new ArrayList<>();
    controls.add(control());
    for (int number : order) {
      if (attempt(number, settings.iterationMillis(), Kind.MEASURED, figures)) {
        done.add(number);
        controls.add(control());
      }
    }
    rounds.add(new Round(done, figures, controls));
  }

  private void measureGarbage() throws InterruptedException {
    attempt(0, settings.iterationMillis(), Kind.GARBAGE, new ArrayList<>()); // loads classes
    for (int i = 0; i < settings.samples() && !failures.containsKey(0); i++) {
      List<Map<String, Double>> two = new ArrayList<>();
      if (attempt(0, settings.iterationMillis(), Kind.GARBAGE, two)
          && attempt(0, settings.allocationMillis(), Kind.GARBAGE, two)) {
        allocation.add(Garbage.between(two.get(0), two.get(1)));
      }
    }
  }

  private void sample() throws InterruptedException {
    for (int i = 0; i < settings.samples() && !failures.containsKey(0); i++) {
      attempt(0, settings.iterationMillis(), Kind.MEASURED, samples);
    }
  }

  private double control() throws ContenderFailure, InterruptedException {
    double nanos =
        ControlFigure.nanos(bench.run(job.control(), settings.controlMillis(), Kind.CONTROL));
    lowest.add(nanos);
    return nanos;
  }

  /// Whether there are figures. A contender that fails is out.
  private boolean attempt(int number, long millis, Kind kind, List<Map<String, Double>> into)
      throws InterruptedException {
    Contender contender = job.contenders().get(number);
    try {
      Map<String, Double> figures = bench.run(contender, millis, kind);
      if (kind != Kind.WARMUP && delivered(figures) <= 0) {
        countEmpty(number, millis);
        return false;
      }
      into.add(figures);
      return true;
    } catch (ContenderFailure e) {
      failures.put(number, contender.label() + ": " + e.getMessage());
      return false;
    }
  }

  /// A thread may find no core for the whole of an iteration, but not again and again.
  private void countEmpty(int number, long millis) throws ContenderFailure {
    if (empty.merge(number, 1, Integer::sum) >= EMPTY_ITERATIONS) {
      throw new ContenderFailure(
          "nothing arrived in " + EMPTY_ITERATIONS + " iterations, the last of " + millis + " ms");
    }
  }

  private static double delivered(Map<String, Double> figures) {
    Double elements = figures.get("elements");
    return elements != null ? elements : figures.getOrDefault(SCORE, 0.0);
  }

  /// Numbers of the contenders that have not failed.
  private List<Integer> working() {
    List<Integer> working = new ArrayList<>();
    for (int number = 0; number < job.contenders().size(); number++) {
      if (!failures.containsKey(number)) {
        working.add(number);
      }
    }
    return working;
  }

  /// Whether enough pairs count beside every peer, with the lowest control known by now.
  private boolean isEnough() {
    Outcome soFar = new Outcome(rounds, allocation, samples, lowest.nanos(), failures);
    List<Integer> peers = working();
    if (peers.size() > 1) {
      peers.remove(Integer.valueOf(0));
    }
    return peers.stream().allMatch(peer -> counting(soFar.pairs(1, peer)) >= settings.pairs());
  }

  private long counting(List<Pair> pairs) {
    double ofRun = job.lowest() == 0 ? lowest.nanos() : Math.min(lowest.nanos(), job.lowest());
    return pairs.stream().filter(pair -> Counting.counts(pair, ofRun)).count();
  }
}
