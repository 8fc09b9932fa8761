package io.forebay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.input.Input;
import io.forebay.input.Producers;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
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
  void theInputDeliversTwoEpochs() throws InterruptedException {
    inputs();
    assertEquals(2_000, examples);
  }

  // tag::inputs[]
  void inputs() throws InterruptedException {
    var images = Tensor.allocate(Arena.ofAuto(), DType.FLOAT32, Shape.of(1_000, 28, 28));
    var labels = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(1_000));
    var config =
        SessionConfig.of(
            "digits",
            pipeline -> {
              var slices = Producers.slices(images, labels).numEpochs(2).in(pipeline); // permuted
              return Input.batch(slices).batchSize(50).workers(2).in(pipeline);
            });
    MonitoredSession.run(
        config,
        session -> {
          while (!session.shouldStop()) {
            session.run(reader -> {
              var batch = reader.take(); // the end of the data ends the session
              train(batch.component(0), batch.component(1));
            });
          }
        });
  }

  // end::inputs[]

  @Test
  void theReadmeShowsThesePrograms() throws IOException {
    assertShown("first-screen");
    assertShown("inputs");
  }

  private static void assertShown(String tag) throws IOException {
    String begin = "// tag::" + tag + "[]\n";
    String end = "  // end::" + tag + "[]";
    Path root = Repository.root();
    String source =
        Files.readString(root.resolve("engine/src/test/java/io/forebay/SnippetsTest.java"));
    String shown =
        source
            .substring(
                source.indexOf("  " + begin) + 2 + begin.length(), source.indexOf("\n" + end))
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
