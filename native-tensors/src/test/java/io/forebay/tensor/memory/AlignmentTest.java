package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AlignmentTest {
  @Test
  void roundsUpToAMultiple() {
    assertEquals(0, Alignment.roundUp(0, 64));
    assertEquals(64, Alignment.roundUp(1, 64));
    assertEquals(64, Alignment.roundUp(64, 64));
    assertEquals(21, Alignment.roundUp(20, 7));
    assertThrows(ArithmeticException.class, () -> Alignment.roundUp(Long.MAX_VALUE, 64));
  }
}
