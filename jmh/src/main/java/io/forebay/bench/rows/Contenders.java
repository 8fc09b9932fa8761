package io.forebay.bench.rows;

import java.util.Map;

/// The contenders by name, each with the parameters that it needs.
final class Contenders {
  /// Elements, in bytes.
  static final int SMALL = 64;

  /// An image of 224 x 224 pixels, 3 floats each.
  static final int IMAGE = 602_112;

  static final Threads ONE_TO_ONE = new Threads(1, 1);

  private static final String PACKAGE = "io.forebay.jmh.";
  private static final String OWN_WAITING = "its own waiting";

  private Contenders() {}

  /// Elements of one size that go through a FIFO queue in one way.
  ///
  /// @param bytes of an element
  /// @param run elements that are handed over together
  /// @param waiting of both sides: `spin`, `backoff` or `parking`
  /// @param threads of both sides
  record Fifo(int bytes, int run, String waiting, Threads threads) {
    Contender forebay() {
      return of("Forebay", "fifo.ForebayFifo", run, waiting).with("take", take());
    }

    Contender disruptor() {
      return of("Disruptor", "fifo.DisruptorRing", run, waiting);
    }

    Contender jctools() {
      return of("JCTools", "fifo.JctoolsMpmc", run, waiting).with("take", take());
    }

    Contender agronaOneToOne() {
      return of("Agrona one-to-one", "fifo.AgronaOneToOne", 1, waiting);
    }

    Contender agronaManyToOne() {
      return of("Agrona many-to-one", "fifo.AgronaManyToOne", 1, waiting);
    }

    Contender arrayBlocking() {
      return of("ArrayBlockingQueue", "fifo.ArrayBlocking", run, "parking").with("take", take());
    }

    Contender noQueue() {
      return of("no queue", "baseline.TwoHalves", run, "none");
    }

    Contender tensorFlow() {
      return of("TensorFlow FIFOQueue", "tensorflow.TensorFlowFifo", run, OWN_WAITING);
    }

    /// Elements that come in one by one are taken as they are there, by all contenders: the
    /// Disruptor and Agrona know no other way. Images are taken one by one.
    private String take() {
      return run == 1 && bytes < IMAGE ? "available" : "run";
    }

    private Contender of(String label, String type, int together, String waits) {
      Map<String, String> params =
          Map.of(
              "bytes",
              "" + bytes,
              "run",
              "" + together,
              "capacity",
              "" + slots(),
              "waiting",
              waits);
      return new Contender(label, PACKAGE + type + ".handOver", params, threads, waits);
    }

    /// More than caches hold where elements are large, and no more than is needed elsewhere.
    private int slots() {
      return bytes <= SMALL ? 4_096 : bytes >= IMAGE ? 256 : 1_024;
    }
  }

  /// Elements of one size that go through a shuffle queue in one way.
  ///
  /// @param bytes of an element
  /// @param run elements that are put in together
  /// @param batch elements that are drawn together
  /// @param capacity in elements
  record Shuffle(int bytes, int run, int batch, int capacity) {
    /// Ours, where elements come in as `copy`, `place` or `borrow`.
    Contender forebay(String mode) {
      return of("Forebay", "shuffle.ForebayShuffle", mode, "parking");
    }

    Contender tensorFlow() {
      return of(
          "TensorFlow RandomShuffleQueue", "tensorflow.TensorFlowShuffle", "copy", OWN_WAITING);
    }

    Contender tfData() {
      return of("tf.data shuffle", "tensorflow.TfDataShuffle", "borrow", OWN_WAITING).alone();
    }

    private Contender of(String label, String type, String mode, String waits) {
      Map<String, String> params =
          Map.of(
              "bytes", "" + bytes,
              "run", "" + run,
              "batch", "" + batch,
              "capacity", "" + capacity,
              "mode", mode);
      return new Contender(label, PACKAGE + type + ".handOver", params, ONE_TO_ONE, waits);
    }
  }

  static Contender forebayFeed() {
    return alone("Forebay", "feed.ForebayFeed.examples", "parking");
  }

  static Contender tfDataFeed() {
    return alone("tf.data", "tensorflow.TfDataFeed.examples", OWN_WAITING);
  }

  static Contender roundTrip(String label, String type, String waiting) {
    return new Contender(
        label,
        PACKAGE + "latency." + type + ".roundTrip",
        Map.of("waiting", waiting),
        null,
        waiting);
  }

  static Contender idleWaiters() {
    return alone("Forebay", "latency.IdleWaiters.share", "parking");
  }

  /// The round trip of two threads through one word.
  static Contender control() {
    return alone("control", "baseline.WordRoundTrip.roundTrip", "spin");
  }

  private static Contender alone(String label, String benchmark, String waiting) {
    return new Contender(label, PACKAGE + benchmark, Map.of(), null, waiting);
  }
}
