package io.forebay.lincheck;

import io.forebay.ring.Layout;
import io.forebay.ring.NumberRing;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;

/// Three threads pop row numbers from a ring and push them back. A number has one owner at a time,
/// who changes its row plainly; at the end all numbers are there again.
public final class NumbersWorld extends World {
  private static final int NUMBERS = 3;
  private static final int TRIES = 3;

  private NumberRing ring;
  private int[] uses;

  /// Any number of runs.
  public NumbersWorld() {}

  private final class Owner extends Actor {
    private final int least;
    private int used;

    Owner(int least) {
      this.least = least;
    }

    @Override
    void act() {
      Run run = new Run();
      int[] numbers = new int[2];
      for (int i = 0; i < TRIES; i++) {
        if (ring.tryPop(run, numbers, least, 2, false) == RunStatus.OK) {
          for (int n = 0; n < run.live(); n++) {
            uses[numbers[n]]++;
            used++;
          }
          ring.push(numbers, 0, run.live());
        }
      }
    }
  }

  @Override
  public void run() {
    Layout layout = new Layout();
    NumberRing.Offsets at = NumberRing.Offsets.in(layout, NUMBERS);
    ring = new NumberRing(words(layout.bytes()), at, NUMBERS, true);
    uses = new int[NUMBERS];
    Owner one = new Owner(1);
    Owner two = new Owner(2);
    Owner three = new Owner(1);
    together(one, two, three);
    require(uses[0] + uses[1] + uses[2] == one.used + two.used + three.used, "two owners at once");
    int[] left = new int[NUMBERS];
    require(
        ring.tryPop(new Run(), left, NUMBERS, NUMBERS, false) == RunStatus.OK, "numbers are lost");
    require(left[0] != left[1] && left[1] != left[2] && left[0] != left[2], "a number is twice");
  }
}
