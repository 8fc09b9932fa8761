package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random steps, many laps, against a model that keeps the state of every position.
abstract class RingModelTests extends RingFixture {
  private enum State {
    CLAIMED,
    ROW,
    TOMBSTONE,
    TAKEN,
    RELEASED
  }

  private static final int STEPS = 4_000;

  private final List<State> states = new ArrayList<>();
  private final List<Run> leases = new ArrayList<>();
  private Ring ring;
  private int capacity;
  private int head;
  private int rowsIn;
  private int rowsOut;

  @EveryCapacity
  void behavesAsTheModelOverManyLaps(int exactCapacity) {
    capacity = exactCapacity;
    ring = ring(capacity);
    Random random = new Random(capacity);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(4)) {
        case 0 -> claim(random);
        case 1 -> settle(random);
        case 2 -> take(random);
        default -> release(random);
      }
      check("step " + step + " at tail " + states.size());
    }
  }

  private void claim(Random random) {
    int least = 1 + random.nextInt(capacity + 1);
    int most = least + random.nextInt(3);
    RunStatus status = ring.tryClaim(run, least, most, false);
    int free = free(most);
    while (free < least && head < states.size() && states.get(head) == State.TOMBSTONE) {
      states.set(head++, State.RELEASED);
      free = free(most);
    }
    assertEquals(free >= least ? RunStatus.OK : RunStatus.UNAVAILABLE, status);
    if (status == RunStatus.OK) {
      assertEquals(states.size(), run.first());
      assertEquals(free, run.span());
      for (int i = 0; i < free; i++) {
        states.add(State.CLAIMED);
      }
      rowsIn += free;
    }
  }

  private int free(int most) {
    int free = 0;
    int tail = states.size();
    while (free < most
        && (tail + free < capacity
            || tail + free - capacity < tail
                && states.get(tail + free - capacity) == State.RELEASED)) {
      free++;
    }
    return free;
  }

  private void settle(Random random) {
    for (int position = head; position < states.size(); position++) {
      if (states.get(position) == State.CLAIMED && random.nextInt(3) > 0) {
        boolean row = random.nextInt(4) > 0;
        states.set(position, row ? State.ROW : State.TOMBSTONE);
        if (row) {
          ring.publish(position, 1);
        } else {
          ring.bury(position, 1);
          rowsIn--;
        }
      }
    }
  }

  private void take(Random random) {
    int least = random.nextInt(capacity + 1);
    int most = least + random.nextInt(3);
    int live = 0;
    int end = head;
    for (; live < most && end < states.size(); end++) {
      if (states.get(end) != State.ROW && states.get(end) != State.TOMBSTONE) {
        break;
      }
      live += states.get(end) == State.ROW ? 1 : 0;
    }
    Run taken = new Run();
    RunStatus status = ring.tryTake(taken, least, most, false);
    assertEquals(live, taken.live());
    assertEquals(end - head, taken.span());
    assertEquals(live >= least && end > head ? RunStatus.OK : RunStatus.UNAVAILABLE, status);
    if (status == RunStatus.OK) {
      assertEquals(head, taken.first());
      states.subList(head, end).replaceAll(s -> State.TAKEN);
      head = end;
      rowsOut += live;
      leases.add(taken);
    }
  }

  private void release(Random random) {
    if (!leases.isEmpty()) {
      Run lease = leases.remove(random.nextInt(leases.size()));
      ring.release(lease);
      states.subList((int) lease.first(), (int) lease.end()).replaceAll(s -> State.RELEASED);
    }
  }

  private void check(String when) {
    int tail = states.size();
    int from = (int) Math.max(0, tail - Ring.slots(capacity));
    int outstanding = 0;
    for (int position = from; position < tail; position++) {
      State state = states.get(position);
      outstanding += state == State.CLAIMED || state == State.TAKEN ? 1 : 0;
      assertEquals(state != State.CLAIMED, ring.isSettled(position), when);
      boolean occupied = state != State.RELEASED && state != State.TOMBSTONE;
      assertEquals(occupied, ring.isOccupied(position), when + ", " + position + ": " + state);
    }
    assertEquals(outstanding, ring.outstanding(), when);
    assertEquals(rowsIn - rowsOut, ring.size(), when);
    assertEquals(rowsIn, ring.enqueued(), when);
    assertEquals(rowsOut, ring.dequeued(), when);
    assertEquals(head, ring.head().position(), when);
  }
}
