package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of a shuffle queue: uniform (R6), bounded (R8), and for a seed reproducible (R10). All
/// seeds are fixed, so these tests have one outcome.
class ShuffleOrderTest extends QueueFixture {
  private ShuffleConfig config = ShuffleConfig.of(0);

  @Override
  TensorQueue create(QueueConfig queue) {
    return new ShuffleQueue(queue, config);
  }

  private TensorQueue seeded(int capacity, int stays, long seed) {
    config = ShuffleConfig.of(stays).withSeed(seed);
    return queueOf(capacity, Tensors.NUMBER);
  }

  /// The chi-square statistic of counts that should be equal.
  private static double chiSquare(long[] counts) {
    double expected = Arrays.stream(counts).sum() / (double) counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  /// The value that chi-square with that many degrees of freedom exceeds once in a million times
  /// (Wilson and Hilferty's approximation).
  private static double oneInAMillion(int degrees) {
    double a = 2.0 / (9.0 * degrees);
    return degrees * Math.pow(1 - a + 4.7534 * Math.sqrt(a), 3);
  }

  private static void assertUniform(long[] counts) {
    double chi = chiSquare(counts);
    assertTrue(chi < oneInAMillion(counts.length - 1), () -> "chi-square " + chi);
  }

  /// R6: all orders of few elements are equally likely.
  @ParameterizedTest
  @CsvSource({"2, 2000", "3, 6000", "4, 24000"})
  void everyOrderOfFewElementsIsEquallyLikely(int n, int rounds) throws Exception {
    TensorQueue queue = seeded(n, 0, 1);
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      WayIn.MANY.put(queue, Tensors.range(0, n));
      counts.merge(Arrays.toString(WayOut.MANY.take(queue, n)), 1L, Long::sum);
    }
    int orders = n == 2 ? 2 : n == 3 ? 6 : 24;
    assertEquals(orders, counts.size());
    assertUniform(counts.values().stream().mapToLong(Long::longValue).toArray());
  }

  /// R6: of many, each is as likely to be drawn first, and to stay for last.
  @Test
  void everyElementIsEquallyLikelyAtEveryPlace() throws Exception {
    int n = 100;
    TensorQueue queue = seeded(n, 0, 2);
    long[] first = new long[n];
    long[] last = new long[n];
    long[] pairs = new long[n];
    for (int i = 0; i < 5_000; i++) {
      WayIn.MANY.put(queue, Tensors.range(0, n));
      long[] order = WayOut.MANY.take(queue, n);
      first[(int) order[0]]++;
      last[(int) order[n - 1]]++;
      pairs[Math.floorMod(order[50] - order[49], n)]++;
    }
    assertUniform(first);
    assertUniform(last);
    assertEquals(0, pairs[0]);
    assertUniform(Arrays.copyOfRange(pairs, 1, n));
  }

  /// R6 while the buffer is refilled: how long an element stays is geometric, whatever its slot.
  @Test
  void anElementStaysAGeometricTime() throws Exception {
    int n = 16;
    TensorQueue queue = seeded(n, 0, 3);
    long[] counts = new long[40];
    int draws = 40_000;
    for (long value = 0; value < n; value++) {
      WayIn.COPY.put(queue, value);
    }
    for (long value = n; value < n + draws; value++) {
      long drawn = WayOut.DEQUEUE.take(queue, 1)[0];
      if (drawn >= n) {
        counts[(int) Math.min(value - drawn - 1, counts.length - 1)]++;
      }
      WayIn.COPY.put(queue, value);
    }
    double chi = 0;
    long total = Arrays.stream(counts).sum();
    for (int stay = 0; stay < counts.length - 1; stay++) {
      double expected = total / (double) n * Math.pow(1 - 1.0 / n, stay);
      chi += (counts[stay] - expected) * (counts[stay] - expected) / expected;
    }
    assertTrue(chi < oneInAMillion(counts.length - 2), "chi-square " + chi);
  }

  /// R8, TX-22: with capacity 20 and batches of 10, batch k holds nothing beyond 10 k + 28.
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10})
  void anElementLeavesAtMostACapacityEarly(int stays) throws Exception {
    TensorQueue queue = seeded(20, stays, 4);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(queue, Tensors.range(0, 200)));
    Set<Long> seen = new HashSet<>();
    for (int k = 0; k < 19; k++) {
      for (long value : WayOut.MANY.take(queue, 10)) {
        assertTrue(value <= 10 * k + 28, value + " in batch " + k);
        assertTrue(seen.add(value));
      }
    }
    put.result();
    queue.close();
    for (long value : WayOut.MANY.take(queue, 10)) {
      assertTrue(seen.add(value));
    }
    assertEquals(200, seen.size());
  }

  private long[] drain(TensorQueue queue, int n) throws InterruptedException {
    WayIn.MANY.put(queue, Tensors.range(0, n));
    return WayOut.MANY.take(queue, n);
  }

  /// R10, TC-206, TC-207.
  @Test
  void theSeedAndTheStepsMakeTheOrder() throws Exception {
    TensorQueue one = seeded(32, 0, 11);
    TensorQueue same = seeded(32, 0, 11);
    TensorQueue other = seeded(32, 0, 12);
    long[] first = drain(one, 32);
    assertArrayEquals(first, drain(same, 32));
    long[] otherFirst = drain(other, 32);
    long[] second = drain(one, 32);
    assertArrayEquals(second, drain(same, 32));
    List<long[]> all = List.of(first, otherFirst, second, drain(other, 32));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        assertNotEquals(Arrays.toString(all.get(i)), Arrays.toString(all.get(j)));
      }
    }
  }

  /// The order that users may write into their own tests: seed 42, deterministic, numbers 0 to 31
  /// through a capacity of 8, of which 4 stay, in batches of 4.
  @Test
  void theOrderOfSeed42IsForEver() throws Exception {
    long[] golden = {
      2, 6, 7, 0, 9, 4, 1, 3, 10, 13, 8, 15, 11, 19, 17, 14,
      20, 16, 22, 12, 25, 26, 24, 23, 29, 31, 28, 21, 5, 30, 18, 27
    };
    assertArrayEquals(golden, deterministic(8, 4, 42, 32, 4));
  }

  /// The same order however producer and consumer interleave.
  @ParameterizedTest
  @CsvSource({"8, 4, 4", "8, 0, 8", "5, 2, 1", "16, 8, 8", "8, 3, 7", "4, 1, 9"})
  void deterministicMeansTheSameOrderInEveryRun(int capacity, int stays, int n) throws Exception {
    long[] expected = deterministic(capacity, stays, 5, 300, n);
    long[] sorted = expected.clone();
    Arrays.sort(sorted);
    assertArrayEquals(Tensors.range(0, 300), sorted);
    for (int run = 0; run < 8; run++) {
      assertArrayEquals(expected, deterministic(capacity, stays, 5, 300, n), "run " + run);
    }
  }

  private long[] deterministic(int capacity, int stays, long seed, int rows, int n)
      throws InterruptedException {
    config = ShuffleConfig.of(stays).withSeed(seed).withDeterministic(true);
    TensorQueue queue = queueOf(capacity, Tensors.NUMBER);
    Call<Void> put =
        Call.to(() -> {
          WayIn.IN_PLACE.put(queue, Tensors.range(0, rows));
          queue.close();
        });
    List<Long> order = new ArrayList<>();
    try {
      while (true) {
        Arrays.stream(WayOut.UP_TO.take(queue, n)).forEach(order::add);
      }
    } catch (OutOfRangeException end) {
      put.result();
    }
    return order.stream().mapToLong(Long::longValue).toArray();
  }
}
