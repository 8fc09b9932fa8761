package io.forebay.lincheck;

import io.forebay.ring.HeapWords;
import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Words;
import java.util.function.LongFunction;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/// The operations of a ring as Lincheck calls them, each thread with a claim and a lease of its
/// own. What [RingSpecification] says about each must be true.
///
/// Rows are heap words, written and read plainly: a row holds its position, which is checked where
/// it is taken, and again where it is released.
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "rows", gen = IntGen.class, conf = "1:2")
public class RingOperations {
  static final int MOST_THREADS = 8;
  static final long NOTHING = -1;
  static final long CLOSED = -2;
  static final long BUSY = -3;

  private final Ring ring;
  private final long[] rows;
  private final Run[] claims = new Run[MOST_THREADS];
  private final Run[] leases = new Run[MOST_THREADS];
  private final long[] taken = new long[MOST_THREADS];
  private final int[] done = new int[MOST_THREADS];

  /// Capacity 2: two slots.
  public RingOperations() {
    this(2);
  }

  RingOperations(int capacity) {
    this(capacity, HeapWords::new);
  }

  RingOperations(int capacity, LongFunction<Words> allocate) {
    Layout layout = new Layout();
    Ring.Offsets ringAt = Ring.Offsets.in(layout, capacity);
    Sleepers.Offsets sleepersAt = Sleepers.Offsets.in(layout);
    Words words = allocate.apply(layout.bytes());
    Sleepers sleepers = new Sleepers(words, sleepersAt, new Nobody(), true);
    this.ring = new Ring(words, ringAt, capacity, sleepers, false);
    this.rows = new long[(int) Ring.slots(capacity)];
    for (int i = 0; i < MOST_THREADS; i++) {
      claims[i] = new Run();
      leases[i] = new Run();
    }
  }

  /// The first position claimed.
  @Operation
  public long claim(@Param(name = "thread") int thread, @Param(name = "rows") int count) {
    Run claim = claims[thread];
    if (claim.span() > done[thread]) {
      return BUSY;
    }
    RunStatus status = ring.tryClaim(claim, count, count, false);
    done[thread] = status == RunStatus.OK ? 0 : claim.span();
    return status == RunStatus.OK ? claim.first() : refusal(status);
  }

  /// Publishes the next row of the claim.
  @Operation
  public long publish(@Param(name = "thread") int thread) {
    long position = nextOfClaim(thread);
    if (position >= 0) {
      rows[slot(position)] = position;
      ring.publish(position, 1);
    }
    return position;
  }

  /// Buries the next row of the claim.
  @Operation
  public long bury(@Param(name = "thread") int thread) {
    long position = nextOfClaim(thread);
    if (position >= 0) {
      ring.bury(position, 1);
    }
    return position;
  }

  /// The position of the row taken.
  @Operation
  public long take(@Param(name = "thread") int thread) {
    Run lease = leases[thread];
    if (taken[thread] > 0) {
      return BUSY;
    }
    RunStatus status = ring.tryTake(lease, 1, 1, false);
    if (status != RunStatus.OK) {
      return refusal(status);
    }
    long position = lease.end() - 1; // tombstones come before the row
    taken[thread] = position + 1;
    return check(position);
  }

  /// The position of the row released.
  @Operation
  public long release(@Param(name = "thread") int thread) {
    if (taken[thread] == 0) {
      return NOTHING;
    }
    long position = check(taken[thread] - 1);
    taken[thread] = 0;
    ring.release(leases[thread]);
    return position;
  }

  /// True if it was open.
  @Operation
  public boolean close() {
    return ring.tail().close();
  }

  private long check(long position) {
    long row = rows[slot(position)];
    if (row != position) {
      throw new AssertionError("row " + position + " reads " + row);
    }
    return position;
  }

  private long nextOfClaim(int thread) {
    Run claim = claims[thread];
    return claim.span() > done[thread] ? claim.first() + done[thread]++ : NOTHING;
  }

  private int slot(long position) {
    return (int) (position & (rows.length - 1));
  }

  private static long refusal(RunStatus status) {
    return status == RunStatus.CLOSED ? CLOSED : NOTHING;
  }
}
