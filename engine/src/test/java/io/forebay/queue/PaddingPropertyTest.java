package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random components of rank 0 to 5, any dimensions of which are unknown, in random batches: each
/// row cropped to its own shape is what went in, and all else is zero (D4, D9).
class PaddingPropertyTest extends PooledFixture {
  private static final int TRIALS = 120;

  private record Component(DType dtype, boolean[] unknown, int[] known) {
    static Component random(Random random) {
      int rank = random.nextInt(6);
      boolean[] unknown = new boolean[rank];
      int[] known = new int[rank];
      for (int axis = 0; axis < rank; axis++) {
        unknown[axis] = random.nextBoolean();
        known[axis] = 1 + random.nextInt(3);
      }
      DType[] dtypes = DType.values();
      return new Component(dtypes[random.nextInt(dtypes.length)], unknown, known);
    }

    TensorSpec spec() {
      return TensorSpec.of(
          dtype,
          IntStream.range(0, known.length).mapToLong(i -> unknown[i] ? -1 : known[i]).toArray());
    }

    Shape someShape(Random random) {
      return Shape.of(
          IntStream.range(0, known.length)
              .mapToLong(i -> unknown[i] ? random.nextInt(4) : known[i])
              .toArray());
    }
  }

  private List<Component> components = List.of();
  private final List<Shape[]> shapes = new ArrayList<>(); // of the elements, by id

  @Test
  void everyRowIsPaddedToTheWidestOfItsBatch() throws Exception {
    long seed = Long.getLong("forebay.seed", System.nanoTime());
    System.out.println("PaddingPropertyTest: seed " + seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      trial(new Random(seed + trial));
    }
  }

  private void trial(Random random) throws InterruptedException {
    components =
        IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> Component.random(random)).toList();
    shapes.clear();
    TensorSpec[] specs = components.stream().map(Component::spec).toArray(TensorSpec[]::new);
    PaddingFifoQueue queue = new PaddingFifoQueue(QueueConfig.of(-1, specs));
    own(queue);
    Batch[] batches = {queue.newBatch(2), queue.newBatch(3), queue.newBatch(5), queue.newBatch(1)};
    int out = 0;
    for (int step = 0; step < 12; step++) {
      for (int i = random.nextInt(5); i >= 0; i--) {
        put(queue, random);
      }
      Batch batch = batches[random.nextInt(batches.length)];
      if (batch.maxRows() <= queue.size()) {
        queue.dequeueMany(batch);
        check(batch, out);
        out += batch.rows();
        batch.close();
      }
    }
  }

  private void put(PaddingFifoQueue queue, Random random) throws InterruptedException {
    Shape[] own = components.stream().map(c -> c.someShape(random)).toArray(Shape[]::new);
    Tensor[] element = new Tensor[own.length];
    for (int c = 0; c < own.length; c++) {
      element[c] = Content.of(components.get(c).dtype(), own[c], shapes.size());
    }
    shapes.add(own);
    queue.enqueue(element);
  }

  private void check(Batch batch, int first) {
    for (int c = 0; c < components.size(); c++) {
      assertEquals(expected(first, batch.rows(), c), batch.component(c).shape());
      for (int row = 0; row < batch.rows(); row++) {
        Content.check(batch.component(c).row(row), shapes.get(first + row)[c], first + row);
      }
    }
  }

  private Shape expected(int first, int rows, int c) {
    Component component = components.get(c);
    long[] dims = new long[component.known().length];
    for (Shape[] own : shapes.subList(first, first + rows)) {
      Arrays.setAll(dims, axis -> Math.max(dims[axis], own[c].dim(axis)));
    }
    return Shape.of(dims).prepend(rows);
  }
}
