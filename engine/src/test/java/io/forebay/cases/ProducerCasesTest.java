package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Operation;
import io.forebay.error.OutOfRangeException;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.Producers;
import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File names, limits of epochs, and producers.
class ProducerCasesTest extends InputCaseFixture {
  @Test
  void tc255_globsNameTheFilesThatAreThere(@TempDir Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      files.add(Files.createFile(folder.resolve("match_filenames." + i)).toString());
    }
    String one = folder + "/match_filenames.1";
    assertEquals(files, Producers.matchFilenamesOnce(folder + "/*").get());
    assertEquals(files, Producers.matchFilenamesOnce(folder + "/match_filenames.?").get());
    assertEquals(List.of(one), Producers.matchFilenamesOnce(one).get());
  }

  @Test
  void tc256_withoutALimitThereIsNone() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Operation limited = Producers.limitEpochs(counting(runs), null);
    for (int i = 0; i < 100; i++) {
      limited.run(Cancellation.flag());
    }
    assertEquals(100, runs.get());
  }

  @Test
  void tc257_afterTwoComesTheEnd() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Operation limited = Producers.limitEpochs(counting(runs), 2);
    limited.run(Cancellation.flag());
    limited.run(Cancellation.flag());
    assertThrows(OutOfRangeException.class, () -> limited.run(Cancellation.flag()));
    assertEquals(2, runs.get());
  }

  @Test
  void tc258_rowsComeTwiceInOrder() throws InterruptedException {
    Tensor rows = Values.counted(DType.INT32, 3, 4);
    FifoQueue queue = Producers.rows(rows).numEpochs(2).shuffle(false).in(pipeline);
    startRunners();
    try (Batch six = queue.newBatch(6)) {
      queue.dequeueMany(six);
      assertEquals(Shape.of(6, 4), six.component(0).shape());
      List<Double> twice = new ArrayList<>(Values.list(rows));
      twice.addAll(Values.list(rows));
      assertEquals(twice, Values.list(six.component(0)));
    }
    assertThrows(OutOfRangeException.class, () -> Ops.dequeueElement(queue));
    stopRunners();
  }

  @Test
  void tc261_stringsComeInOrderThreeTimes() throws InterruptedException {
    List<String> strings = List.of("to", "be", "or", "not", "to", "be");
    FifoQueue queue = Producers.strings(strings).numEpochs(3).shuffle(false).in(pipeline);
    startRunners();
    for (int epoch = 0; epoch < 3; epoch++) {
      assertEquals(strings, texts(queue, 6));
    }
    CaseFixture.assertEnd(() -> texts(queue, 1));
  }

  @Test
  void tc263_noStringsAreRefused() {
    assertRefused("strings: none", () -> Producers.strings(List.of()));
    assertRefused("strings: none", Producers::strings);
  }

  @Test
  void tc265_theQueueOfStringsIsShared() {
    FifoQueue queue = Producers.strings("a").sharedName("SHARED_NAME_XYZ").in(pipeline);
    assertEquals("SHARED_NAME_XYZ", queue.sharedName());
  }

  @Test
  void tc267_numbersComeInOrderThreeTimes() throws InterruptedException {
    FifoQueue queue = Producers.range(5).numEpochs(3).shuffle(false).in(pipeline);
    startRunners();
    for (int epoch = 0; epoch < 3; epoch++) {
      assertEquals(Values.list(Values.range(0, 5)), Ops.dequeueMany(queue, 5));
    }
    CaseFixture.assertEnd(() -> Ops.dequeue(queue));
  }

  @Test
  void tc268_bothOrdersOfTwoNumbersAreAboutAsFrequent() throws InterruptedException {
    FifoQueue queue = Producers.range(2).numEpochs(200).seed(314159).in(pipeline);
    startRunners();
    int inOrder = 0;
    for (int epoch = 0; epoch < 200; epoch++) {
      List<Double> pair = Ops.dequeueMany(queue, 2);
      assertEquals(Values.list(0, 1), pair.stream().sorted().toList());
      inOrder += pair.getFirst() == 0 ? 1 : 0;
    }
    assertTrue(60 < inOrder && inOrder < 140, inOrder + " of 200");
    CaseFixture.assertEnd(() -> Ops.dequeue(queue));
  }

  @Test
  void tc269_theQueueOfNumbersIsShared() {
    FifoQueue queue = Producers.range(5).sharedName("SHARED_NAME_XYZ").in(pipeline);
    assertEquals("SHARED_NAME_XYZ", queue.sharedName());
  }

  @Test
  void tc271_allOrdersOfFourSlicesAreAboutAsFrequent() throws InterruptedException {
    Tensor texts = Values.texts(Shape.of(4), "Alpha", "Beta", "Delta", "Gamma");
    Tensor numbers = Values.vector(DType.INT64, 2, 3, 5, 7);
    List<String> pairs = List.of("Alpha 2", "Beta 3", "Delta 5", "Gamma 7");
    Examples<Tensor[]> slices =
        Producers.slices(texts, numbers).numEpochs(1200).seed(161803).in(pipeline);
    BatchReader reader = Input.batch(slices).batchSize(4).in(pipeline);
    startRunners();
    List<List<String>> epochs = new ArrayList<>();
    while (reader.next()) {
      epochs.add(pairs(reader.batch()));
    }
    assertEquals(1200, epochs.size());
    epochs.forEach(epoch -> assertEquals(pairs, epoch.stream().sorted().toList()));
    Map<List<String>, Long> counts =
        epochs.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(24, counts.size());
    assertTrue(counts.values().stream().allMatch(n -> 30 < n && n < 70), counts::toString);
  }

  @Test
  void tc272_theQueueOfIndicesIsShared() {
    Tensor rows = Values.counted(DType.INT64, 3, 2);
    Producers.slices(rows).sharedName("SHARED_NAME_XYZ").in(pipeline);
    assertEquals("SHARED_NAME_XYZ", pipeline.queue("input_producer").sharedName());
  }

  @Test
  void tc274_componentsComeOutUnderTheirNames() throws InterruptedException {
    List<String> names = List.of("a", "b", "c", "aa", "bb", "cc");
    ElementSpec element =
        new ElementSpec(names.stream().map(name -> TensorSpec.named(name, DType.INT64)).toList());
    Examples<Tensor[]> examples =
        Examples.single(
            new MadeTensors(
                2,
                n ->
                    names.stream()
                        .map(name -> Values.scalar(DType.INT64, 10 * n + names.indexOf(name)))
                        .toArray(Tensor[]::new)),
            element);
    BatchReader reader = Input.batch(examples).batchSize(2).in(pipeline);
    startRunners();
    Map<String, Tensor> batch = reader.take().asMap();
    assertEquals(names, List.copyOf(batch.keySet()));
    for (int i = 0; i < names.size(); i++) {
      assertEquals(Values.list(i, 10 + i), Values.list(batch.get(names.get(i))));
    }
  }

  private static Operation counting(AtomicInteger runs) {
    return Operation.of("count", cancellation -> runs.incrementAndGet());
  }

  private static List<String> texts(FifoQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueMany(batch);
      return Values.textList(batch.component(0));
    }
  }

  private static List<String> pairs(Batch batch) {
    List<String> pairs = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      pairs.add(batch.component(0).getString(row) + " " + batch.component(1).getLong(row));
    }
    return pairs;
  }
}
