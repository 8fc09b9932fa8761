package io.forebay.faults;

import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A public method of a queue that may wait, called so that it waits until it is served: for one
/// number to go in, or for two to come out.
///
/// @param signature the method and the types of its parameters
/// @param side who waits
/// @param body calls it
record QueueCall(String signature, Side side, Body body) {
  private static final Wait LONG = Wait.atMost(Duration.ofHours(1));
  private static final Duration LINGER = Duration.ofHours(1);
  private static final long NUMBER = 5;

  /// Who waits, and in which queue.
  enum Side {
    /// A producer.
    IN,
    /// One who hands memory over, into a pooled queue.
    LENDS,
    /// A producer into a queue whose components have names.
    IN_BY_NAME,
    /// One who hands memory over, into such a queue.
    LENDS_BY_NAME,
    /// A consumer.
    OUT;

    boolean isNamed() {
      return this == IN_BY_NAME || this == LENDS_BY_NAME;
    }

    boolean lends() {
      return this == LENDS || this == LENDS_BY_NAME;
    }
  }

  /// The call.
  interface Body {
    void run(TensorQueue queue) throws InterruptedException;
  }

  static List<QueueCall> all() {
    return List.of(
        in("enqueue(Tensor[])", q -> q.enqueue(one())),
        in("enqueue(Wait, Tensor[])", q -> q.enqueue(LONG, one())),
        in("enqueue(Object, ElementWriter)", q -> q.enqueue(NUMBER, QueueCall::write)),
        in("enqueue(Object, ElementWriter, Wait)", q -> q.enqueue(NUMBER, QueueCall::write, LONG)),
        in("enqueueMany(Tensor[])", q -> q.enqueueMany(many())),
        in("enqueueMany(Wait, Tensor[])", q -> q.enqueueMany(LONG, many())),
        in("claim(Claim)", q -> claimed(q, q::claim)),
        in("claim(Claim, Wait)", q -> claimed(q, claim -> q.claim(claim, LONG))),
        in("claim(Claim, int, Wait)", q -> claimed(q, claim -> q.claim(claim, 1, LONG))),
        call(Side.IN_BY_NAME, "enqueue(Map)", q -> q.enqueue(Map.of("n", one()))),
        call(Side.IN_BY_NAME, "enqueue(Wait, Map)", q -> q.enqueue(LONG, Map.of("n", one()))),
        call(Side.IN_BY_NAME, "enqueueMany(Map)", q -> q.enqueueMany(Map.of("n", many()))),
        call(
            Side.IN_BY_NAME,
            "enqueueMany(Wait, Map)",
            q -> q.enqueueMany(LONG, Map.of("n", many()))),
        call(
            Side.LENDS,
            "enqueueByReference(Runnable, Tensor[])",
            q -> q.enqueueByReference(QueueCall::nobody, one())),
        call(
            Side.LENDS,
            "enqueueByReference(Wait, Runnable, Tensor[])",
            q -> q.enqueueByReference(LONG, QueueCall::nobody, one())),
        call(
            Side.LENDS_BY_NAME,
            "enqueueByReference(Runnable, Map)",
            q -> q.enqueueByReference(QueueCall::nobody, Map.of("n", one()))),
        call(
            Side.LENDS_BY_NAME,
            "enqueueByReference(Wait, Runnable, Map)",
            q -> q.enqueueByReference(LONG, QueueCall::nobody, Map.of("n", one()))),
        out("dequeue(Batch)", q -> twice(q, q::dequeue)),
        out("dequeue(Batch, Wait)", q -> twice(q, batch -> q.dequeue(batch, LONG))),
        out("dequeue(Tensor[])", q -> twice(() -> q.dequeue(one()))),
        out("dequeue(Wait, Tensor[])", q -> twice(() -> q.dequeue(LONG, one()))),
        out("dequeueMany(Batch)", q -> two(q, q::dequeueMany)),
        out("dequeueMany(Batch, Wait)", q -> two(q, batch -> q.dequeueMany(batch, LONG))),
        out("dequeueMany(int, Tensor[])", q -> q.dequeueMany(2, pair())),
        out("dequeueMany(Wait, int, Tensor[])", q -> q.dequeueMany(LONG, 2, pair())),
        out("dequeueUpTo(Batch)", q -> two(q, q::dequeueUpTo)),
        out("dequeueUpTo(Batch, Wait)", q -> two(q, batch -> q.dequeueUpTo(batch, LONG))),
        out("dequeueUpTo(int, Tensor[])", q -> q.dequeueUpTo(2, pair())),
        out("dequeueUpTo(Wait, int, Tensor[])", q -> q.dequeueUpTo(LONG, 2, pair())),
        out(
            "dequeueAvailable(Batch, Duration)",
            q -> two(q, batch -> q.dequeueAvailable(batch, LINGER))),
        out(
            "dequeueAvailable(Batch, Duration, Wait)",
            q -> two(q, batch -> q.dequeueAvailable(batch, LINGER, LONG))),
        out(
            "dequeueAvailable(Wait, Duration, int, Tensor[])",
            q -> q.dequeueAvailable(LONG, LINGER, 2, pair())));
  }

  private static QueueCall call(Side side, String signature, Body body) {
    return new QueueCall(signature, side, body);
  }

  private static QueueCall in(String signature, Body body) {
    return call(Side.IN, signature, body);
  }

  private static QueueCall out(String signature, Body body) {
    return call(Side.OUT, signature, body);
  }

  boolean isProducer() {
    return side != Side.OUT;
  }

  private static Tensor one() {
    return Tensors.scalar(NUMBER);
  }

  private static Tensor many() {
    return Tensors.vector(NUMBER);
  }

  private static Tensor pair() {
    return Tensors.of(DType.INT64, 2);
  }

  private static void nobody() {}

  private static void write(long number, Element slot) {
    slot.component(0).setLong(0, number);
  }

  /// Something with a claim.
  private interface Claiming {
    void run(Claim claim) throws InterruptedException;
  }

  private static void claimed(TensorQueue queue, Claiming claiming) throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      claiming.run(claim);
      write(NUMBER, claim.element(0));
      claim.publish();
    }
  }

  /// Something with a batch.
  private interface Taking {
    void run(Batch batch) throws InterruptedException;
  }

  private static void two(TensorQueue queue, Taking taking) throws InterruptedException {
    try (Batch batch = queue.newBatch(2)) {
      taking.run(batch);
    }
  }

  /// A single one twice.
  private static void twice(TensorQueue queue, Taking taking) throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      try (Batch batch = queue.newBatch(1)) {
        taking.run(batch);
      }
    }
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  private static void twice(Interruptible taking) throws InterruptedException {
    taking.run();
    taking.run();
  }

  @Override
  public String toString() {
    return signature;
  }
}
