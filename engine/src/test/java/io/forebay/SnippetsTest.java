package io.forebay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The code that README.md shows, run.
class SnippetsTest {
  private long examples;
  private long labels;

  @Test
  void theProgramOnTheFirstScreenDeliversEverything() throws InterruptedException {
    firstScreen();
    assertEquals(10_048, examples);
    assertEquals(10_048L * 10_047 / 2, labels);
  }

  // tag::first-screen[]
  void firstScreen() throws InterruptedException {
    var image = TensorSpec.named("image", DType.FLOAT32, 28, 28);
    var label = TensorSpec.named("label", DType.INT64);
    var queue = new ShuffleQueue(QueueConfig.of(1_000, image, label), ShuffleConfig.of(500));
    var batch = queue.newBatch(64);
    try (var threads = Executors.newSingleThreadExecutor()) {
      threads.submit(() -> {
        for (long i = 0; i < 10_048; i++) { // written in place, where it will lie
          queue.enqueue(i, (n, slot) -> slot.component("label").setLong(0, n));
        }
        queue.close();
        return null;
      });
      while (true) {
        try (batch) {
          queue.dequeueMany(batch); // waits for 64 examples, drawn at random
          train(batch.component("image"), batch.component("label"));
        }
      }
    } catch (OutOfRangeException end) {
      queue.free(); // the queue is closed and drained
    }
  }

  // end::first-screen[]

  @Test
  void theReadmeShowsThatProgram() throws IOException {
    Path root = Repository.root();
    String source =
        Files.readString(root.resolve("engine/src/test/java/io/forebay/SnippetsTest.java"));
    String shown =
        source
            .substring(
                source.indexOf("// tag::first-screen[]\n") + 23,
                source.indexOf("  // end::first-screen[]"))
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(2))
            .collect(Collectors.joining("\n"))
            .strip();
    assertTrue(Files.readString(root.resolve("README.md")).contains(shown), shown);
  }

  private void train(Tensor images, Tensor batchLabels) {
    assertEquals(images.shape().dim(0), batchLabels.shape().dim(0));
    for (long i = 0; i < batchLabels.elementCount(); i++) {
      labels += batchLabels.getLong(i);
      examples++;
    }
  }
}
