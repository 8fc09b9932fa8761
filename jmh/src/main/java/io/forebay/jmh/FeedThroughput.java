package io.forebay.jmh;

import io.forebay.input.BatchReader;
import io.forebay.input.Batching;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.Source;
import io.forebay.queue.Batch;
import io.forebay.queue.ElementWriter;
import io.forebay.records.ExampleParser;
import io.forebay.records.FeatureSpec;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordSource;
import io.forebay.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// How many examples a second come from a record file as batches of 64: read, checked, parsed,
/// queued, batched, by two workers and one consumer. An operation is one example; with `-prof gc`,
/// `gc.alloc.rate.norm` is what all threads together allocate for it, in bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class FeedThroughput {
  private static final int BATCH = 64;
  private static final int RECORDS = 1_000;
  private static final int PIXELS = 784;

  @Param({"fifo", "shuffle"})
  String queue;

  @Param({"1", "2"})
  int workers;

  private Path file;
  private BatchReader reader;

  /// Writes a file of examples and starts the workers on it, without end.
  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("forebay-", ".tfrecord");
    ImageExamples.write(file, RECORDS, PIXELS);
    ExampleParser parser =
        ExampleParser.of(
            FeatureSpec.of("image", DType.FLOAT32, PIXELS), FeatureSpec.of("label", DType.INT64));
    Supplier<ElementWriter<RecordBuffer, RecordException>> writers =
        () -> parser.newInstance()::parse;
    Source<RecordBuffer> source = new Records(file);
    Batching batching =
        queue.equals("fifo")
            ? Input.batch(Examples.written(source, parser.elementSpec(), writers))
                .capacity(8 * BATCH)
            : Input.shuffleBatch(Examples.written(source, parser.elementSpec(), writers))
                .capacity(4_096)
                .minAfterDequeue(2_048)
                .seed(1);
    reader = batching.batchSize(BATCH).workers(workers).start();
  }

  /// Stops the workers.
  @TearDown
  public void close() throws IOException {
    reader.close();
    Files.delete(file);
  }

  /// The next batch, in the one batch that is reused.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void reusedBatch(Blackhole hole) throws InterruptedException {
    reader.next();
    hole.consume(reader.batch().component(0).getFloat(0));
  }

  /// The next batch, in a new one.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void freshBatch(Blackhole hole) throws InterruptedException {
    try (Batch batch = reader.queue().newBatch(BATCH)) {
      reader.queue().dequeueMany(batch);
      hole.consume(batch.component(0).getFloat(0));
    }
  }

  private static final class Records implements Source<RecordBuffer> {
    private final TfRecordSource source;

    Records(Path file) {
      source =
          new TfRecordSource(
              List.of(file), TfRecordSource.ENDLESS, TfRecordReader.MAX_RECORD_BYTES);
    }

    @Override
    public RecordBuffer newRecord() {
      return new RecordBuffer();
    }

    @Override
    public boolean next(RecordBuffer record) throws RecordException {
      return source.next(record);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
