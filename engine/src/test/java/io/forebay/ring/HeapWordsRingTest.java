package io.forebay.ring;

/// Rings on the heap: nothing in them depends on where their words lie.
class HeapWordsRingTest extends RingContractTest {
  @Override
  Words words(long bytes) {
    return new HeapWords(bytes);
  }
}
