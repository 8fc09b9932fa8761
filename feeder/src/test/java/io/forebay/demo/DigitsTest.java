package io.forebay.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigitsTest {
  private final Digits all = Digits.all();
  private final Digits training = Digits.training();
  private final Digits heldOut = Digits.heldOut();

  @Test
  void splitsOffOneFifth() {
    assertEquals(1797, all.size());
    assertEquals(1437, training.size());
    assertEquals(360, heldOut.size());
  }

  @Test
  void everyDigitIsInExactlyOnePartAndInOrder() {
    int trained = 0;
    int held = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean isHeldOut = i % 5 == 0;
      Digits part = isHeldOut ? heldOut : training;
      int index = isHeldOut ? held++ : trained++;
      assertArrayEquals(all.pixels(i), part.pixels(index), "line " + (i + 1));
      assertEquals(all.label(i), part.label(index), "line " + (i + 1));
    }
    assertEquals(training.size(), trained);
    assertEquals(heldOut.size(), held);
  }

  @Test
  void pixelsAreSixteenths() {
    for (int i = 0; i < all.size(); i++) {
      assertEquals(Digits.PIXELS, all.pixels(i).length);
      for (float pixel : all.pixels(i)) {
        assertTrue(
            pixel >= 0 && pixel <= 1 && pixel * 16 == Math.rint(pixel * 16), "pixel: " + pixel);
      }
    }
    assertEquals(5 / 16f, all.pixels(0)[2]);
  }

  @Test
  void everyLabelIsInBothParts() {
    assertEquals(Digits.CLASSES, distinctLabels(training));
    assertEquals(Digits.CLASSES, distinctLabels(heldOut));
  }

  private static int distinctLabels(Digits digits) {
    boolean[] seen = new boolean[Digits.CLASSES];
    int distinct = 0;
    for (int i = 0; i < digits.size(); i++) {
      distinct += seen[digits.label(i)] ? 0 : 1;
      seen[digits.label(i)] = true;
    }
    return distinct;
  }
}
