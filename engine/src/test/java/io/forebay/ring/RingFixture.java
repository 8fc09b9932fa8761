package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// A ring over the words of a subclass, with its sleepers and a record of who was woken.
abstract class RingFixture {
  final RecordingWakeups woken = new RecordingWakeups();
  final Run run = new Run();
  Sleepers sleepers;

  /// Fresh words, all zero.
  abstract Words words(long bytes);

  Ring ring(int capacity) {
    return ring(capacity, true);
  }

  Ring ring(int capacity, boolean parking) {
    return ring(capacity, parking, false);
  }

  Ring ring(int capacity, boolean parking, boolean oneProducer) {
    Layout layout = new Layout();
    Ring.Offsets ringAt = Ring.Offsets.in(layout, capacity);
    Sleepers.Offsets sleepersAt = Sleepers.Offsets.in(layout);
    Words words = words(layout.bytes());
    sleepers = new Sleepers(words, sleepersAt, woken, parking);
    return new Ring(words, ringAt, capacity, sleepers, oneProducer);
  }

  NumberRing numbers(int numbers, boolean full) {
    Layout layout = new Layout();
    NumberRing.Offsets at = NumberRing.Offsets.in(layout, numbers);
    return new NumberRing(words(layout.bytes()), at, numbers, full);
  }

  /// Claims and publishes `rows` rows.
  void put(Ring ring, int rows) {
    assertEquals(RunStatus.OK, ring.tryClaim(run, rows, rows, false));
    ring.publish(run.first(), rows);
  }

  /// Takes exactly `rows` rows.
  Run take(Ring ring, int rows) {
    Run taken = new Run();
    assertEquals(RunStatus.OK, ring.tryTake(taken, rows, rows, false));
    return taken;
  }
}
