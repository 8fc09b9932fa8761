package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/// Where the seed of a shuffle queue comes from.
class ShuffleConfigTest {
  @Test
  void aSeedIsMadeUpWhereNoneIsGiven() {
    assertNotEquals(ShuffleConfig.of(0).seed(), ShuffleConfig.of(0).seed());
    assertFalse(ShuffleConfig.of(0).withDeterministic(true).seedGiven());
  }

  @Test
  void aGivenSeedIsKept() {
    ShuffleConfig config = ShuffleConfig.of(3).withSeed(7).withDeterministic(true);
    assertEquals(new ShuffleConfig(3, 7, true, true), config);
  }

  /// R9, TC-199.
  @Test
  void aSeedIsDerivedFromTheGraphSeedAndTheSharedName() {
    ShuffleConfig config = ShuffleConfig.of(3).withGraphSeed(87654321, "shared_queue");
    assertEquals(new ShuffleConfig(3, 887634792, true, false), config);
    assertNotEquals(config, ShuffleConfig.of(3).withGraphSeed(87654321, "other_queue"));
    assertNotEquals(config, ShuffleConfig.of(3).withGraphSeed(87654322, "shared_queue"));
  }

  /// R9: 31 bits of the digest, which begins with efaa153b and cee59843; the name is in UTF-8.
  @Test
  void aDerivedSeedIsNotNegative() {
    assertEquals(0x6faa153b, ShuffleConfig.of(0).withGraphSeed(1, "a").seed());
    assertEquals(0x4ee59843, ShuffleConfig.of(0).withGraphSeed(-1, "ü").seed());
  }
}
