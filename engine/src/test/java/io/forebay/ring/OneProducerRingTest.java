package io.forebay.ring;

/// Rings that were told of their one producer: the same in all that one thread sees. With several
/// threads the rings of one producer in [RingThreadsTests] are such.
class OneProducerRingTest extends RingContractTest {
  @Override
  Words words(long bytes) {
    return new HeapWords(bytes);
  }

  @Override
  Ring ring(int capacity) {
    return ring(capacity, true, true);
  }
}
