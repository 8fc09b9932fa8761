package io.forebay;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.forebay.tensor.memory.Platform;
import org.junit.jupiter.api.Test;

class ForebayTest {
  @Test
  void tellsWhatThePlatformOffers() {
    assertSame(Platform.current(), Forebay.platform());
  }
}
