package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.memory.MemoryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The order of a FIFO queue (F1, F2, Q6).
class FifoOrderTest extends QueueFixture {
  private static final long PRODUCER = 1_000_000;

  private MemoryPolicy memory = MemoryPolicy.BEST;

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withMemory(memory));
  }

  /// F1, TC-120, TC-121: one producer, one consumer, every mix of ways in and out.
  @ParameterizedTest
  @EnumSource
  void oneProducersOrderIsKeptEndToEnd(MemoryPolicy policy) throws Exception {
    memory = policy;
    Subject q = queue(10);
    int rows = 3_000;
    Random random = new Random(7);
    Call<Void> put =
        Call.to(() -> {
          Random mine = new Random(8);
          for (int i = 0; i < rows; ) {
            WayIn in = WayIn.values()[mine.nextInt(WayIn.values().length)];
            int n = Math.min(rows - i, mine.nextInt(in == WayIn.CLAIM ? 10 : 25));
            if (n > 0) {
              i += (int) in.put(q.queue, Tensors.range(i, i + n));
            }
          }
        });
    for (int i = 0; i < rows; ) {
      WayOut out = WayOut.values()[random.nextInt(WayOut.values().length)];
      int n = Math.min(rows - i, random.nextInt(25));
      for (long value : out.take(q.queue, n)) {
        assertEquals(i++, value);
      }
    }
    put.result();
  }

  /// F2, Q6: with several producers each one's order, and its batches in one piece.
  @Test
  void everyProducersBatchesStayInOnePiece() throws Exception {
    Subject q = queue(7);
    int producers = 3;
    int batches = 60;
    int rows = 5;
    List<Call<Void>> puts = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      long base = p * PRODUCER;
      puts.add(
          Call.to(() -> {
            for (int i = 0; i < batches; i++) {
              long first = base + (long) i * rows;
              WayIn in = i % 3 == 0 ? WayIn.CLAIM : WayIn.MANY;
              in.put(q.queue, Tensors.range(first, first + rows));
            }
          }));
    }
    long[] next = new long[producers];
    long expected = -1;
    for (int taken = 0, i = 0; taken < producers * batches * rows; i++) {
      for (long value : WayOut.MANY.take(q.queue, 1 + i % 3)) {
        if (taken++ % rows != 0) {
          assertEquals(expected, value, "in one piece");
        }
        int producer = (int) (value / PRODUCER);
        assertEquals(next[producer]++, value % PRODUCER, "in order");
        expected = value + 1;
      }
    }
    puts.forEach(Call::result);
  }

  /// Q6: what one dequeueMany receives is a run of the order, with several consumers too.
  @Test
  void everyConsumersBatchIsARunOfTheOrder() throws Exception {
    Subject q = queue(9);
    int rows = 1_200;
    List<Call<Integer>> takes = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      int n = 2 + c;
      takes.add(Call.of(() -> takeRuns(q.queue, n)));
    }
    for (int i = 0; i < rows; i += 4) {
      WayIn.MANY.put(q.queue, Tensors.range(i, i + 4));
    }
    q.queue.close();
    assertEquals(rows, takes.stream().mapToInt(Call::result).sum());
  }

  /// Takes batches of n to the end; how many elements.
  private static int takeRuns(TensorQueue queue, int n) throws InterruptedException {
    int count = 0;
    long last = -1;
    try {
      while (true) {
        long[] batch = WayOut.UP_TO.take(queue, n);
        assertTrue(batch[0] > last);
        assertArrayEquals(Tensors.range(batch[0], batch[0] + batch.length), batch);
        last = batch[batch.length - 1];
        count += batch.length;
      }
    } catch (OutOfRangeException end) {
      return count;
    }
  }
}
