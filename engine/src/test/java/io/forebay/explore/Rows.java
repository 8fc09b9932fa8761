package io.forebay.explore;

import io.forebay.queue.Batch;
import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/// The rows of a trial: an id and its complement, as one component of two numbers, or, in a
/// priority queue, as two, of which the id is the priority. Between the two others may run.
final class Rows {
  private final Scheduler scheduler;
  private final boolean apart;

  Rows(Scheduler scheduler, boolean apart) {
    this.scheduler = scheduler;
    this.apart = apart;
  }

  void write(Element slot, long id) {
    slot.component(0).setLong(0, id);
    scheduler.point();
    slot.component(apart ? 1 : 0).setLong(apart ? 0 : 1, ~id);
  }

  long[] read(Batch batch) {
    long[] ids = new long[batch.rows()];
    for (int row = 0; row < ids.length; row++) {
      long id = batch.component(0).getLong(apart ? row : 2L * row);
      scheduler.point();
      long complement =
          apart ? batch.component(1).getLong(row) : batch.component(0).getLong(2L * row + 1);
      ids[row] = Ledger.whole(id, complement);
    }
    return ids;
  }

  /// All rows of a call, stacked.
  Tensor[] stacked(Ledger.Call call) {
    long[] ids = new long[call.rows];
    for (int row = 0; row < ids.length; row++) {
      ids[row] = call.id(row);
    }
    return tensors(ids, Shape.of(ids.length), Shape.of(ids.length, 2));
  }

  /// Where one row is read into.
  Tensor[] single() {
    return tensors(new long[1], Shape.of(), Shape.of(2));
  }

  /// The row that was read into them.
  long read(Tensor[] single) {
    return Ledger.whole(single[0].getLong(0), apart ? single[1].getLong(0) : single[0].getLong(1));
  }

  private Tensor[] tensors(long[] ids, Shape ofNumbers, Shape ofPairs) {
    if (!apart) {
      long[] pairs = new long[2 * ids.length];
      for (int i = 0; i < ids.length; i++) {
        pairs[2 * i] = ids[i];
        pairs[2 * i + 1] = ~ids[i];
      }
      return new Tensor[] {tensor(pairs, ofPairs)};
    }
    long[] complements = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      complements[i] = ~ids[i];
    }
    return new Tensor[] {tensor(ids, ofNumbers), tensor(complements, ofNumbers)};
  }

  private static Tensor tensor(long[] numbers, Shape shape) {
    return Tensor.of(DType.INT64, shape, MemorySegment.ofArray(numbers), 0);
  }
}
