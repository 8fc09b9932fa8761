import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.Source;
import io.forebay.queue.Batch;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import java.util.concurrent.atomic.AtomicLong;

/// The numbers 0 to 99, slightly shuffled, in batches of ten: four threads fill a shuffle queue of
/// 20, a monitored session starts them, runs the loop to the end of the data, and stops them.
///
/// Its last line: sum of 100 numbers: 4950
void main() throws Exception {
  long[] seen = {0, 0};
  MonitoredSession.run(
      SessionConfig.of(
          "guide",
          pipeline ->
              Input.shuffleBatch(numbers())
                  .capacity(20)
                  .minAfterDequeue(18)
                  .batchSize(10)
                  .workers(4)
                  .in(pipeline)),
      session -> {
        while (!session.shouldStop()) {
          session.run(reader -> show(reader, seen));
        }
      });
  IO.println("sum of " + seen[0] + " numbers: " + seen[1]);
}

Examples<long[]> numbers() {
  AtomicLong next = new AtomicLong();
  Source<long[]> source =
      new Source<>() {
        @Override
        public long[] newRecord() {
          return new long[1];
        }

        @Override
        public boolean next(long[] record) {
          record[0] = next.getAndIncrement();
          return record[0] < 100;
        }
      };
  return Examples.written(
      source,
      ElementSpec.of(TensorSpec.named("number", DType.INT64)),
      (record, slot) -> slot.component("number").setLong(0, record[0]));
}

void show(BatchReader reader, long[] seen) throws InterruptedException {
  Batch batch = reader.take(); // OutOfRangeException at the end of the data
  for (int row = 0; row < batch.rows(); row++) {
    long number = batch.component("number").getLong(row);
    IO.print(number + " ");
    seen[0]++;
    seen[1] += number;
  }
  IO.println();
}
