package io.forebay.jcstress;

import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A FIFO queue for two rows of half a page each, in mirrored memory, and one claim and one batch
/// of two rows, which always cross its end. Mapping memory is slow, so they are used again.
final class MirroredRing {
  private static final int ROWS = 2;
  private static final int NUMBERS = 256; // of a row: 2 KiB
  private static final Queue<MirroredRing> IDLE = new ConcurrentLinkedQueue<>();

  private final TensorQueue queue =
      new FifoQueue(
          QueueConfig.of(ROWS, TensorSpec.of(DType.INT64, NUMBERS)).withArena(Arena.ofAuto()));
  private final Claim claim = queue.newClaim(ROWS);
  private final Batch batch = queue.newBatch(ROWS);
  private long round;

  private MirroredRing() {
    try (Claim one = queue.newClaim(1);
        Batch first = queue.newBatch(1)) {
      queue.claim(one);
      one.publish();
      queue.dequeueMany(first);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// An empty one, in a new round.
  static MirroredRing take() {
    MirroredRing idle = IDLE.poll();
    MirroredRing ring = idle == null ? new MirroredRing() : idle;
    ring.round++;
    return ring;
  }

  /// Takes out what is left.
  void giveBack() {
    read();
    IDLE.add(this);
  }

  /// Writes both ends of both rows.
  void write() {
    try (claim) {
      queue.claim(claim, Wait.NOT_AT_ALL);
      Tensor rows = claim.component(0);
      for (int end : ENDS) {
        rows.setLong(end, round);
      }
      claim.publish();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final int[] ENDS = {0, NUMBERS - 1, NUMBERS, 2 * NUMBERS - 1};

  /// 0 if there is nothing, 1 if both rows are there and whole, -1 if they are not, -2 if they are
  /// no window on the slots.
  int read() {
    try (batch) {
      if (!queue.dequeueMany(batch, Wait.NOT_AT_ALL)) {
        return 0;
      }
      Tensor rows = batch.component(0);
      for (int end : ENDS) {
        if (rows.getLong(end) != round) {
          return -1;
        }
      }
      return batch.isWindow() ? 1 : -2;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
