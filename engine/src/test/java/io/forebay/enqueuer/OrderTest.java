package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void everyOrderIsEquallyLikely_K8() {
    int[] counts = new int[6];
    Order order = new Order(3, new SplittableRandom(1));
    for (int i = 0; i < 60_000; i++) {
      order.beginEpoch();
      counts[order.indexOf(0) * 2 + (order.indexOf(1) > order.indexOf(2) ? 1 : 0)]++;
    }
    for (int count : counts) {
      assertTrue(Math.abs(count - 10_000) < 500, "of 60000: " + count);
    }
  }

  @Test
  void numbersGoOnThroughEpochs() {
    Order order = new Order(7, null);
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      long number = random.nextLong(Long.MAX_VALUE);
      assertEquals(number % 7, order.indexOf(number));
    }
  }
}
