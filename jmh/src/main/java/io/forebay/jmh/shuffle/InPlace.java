package io.forebay.jmh.shuffle;

import io.forebay.jmh.Kernels;
import io.forebay.queue.Claim;
import io.forebay.queue.ShuffleQueue;

/// Claims a run and writes it in its slots.
final class InPlace implements ForebayShuffle.Entrance {
  private final ShuffleQueue queue;
  private final Claim claim;
  private final int words;
  private long value;

  InPlace(ShuffleQueue queue, int run, int words) {
    this.queue = queue;
    this.claim = queue.newClaim(run);
    this.words = words;
  }

  @Override
  public boolean enqueue() throws InterruptedException {
    if (!queue.claim(claim, ForebayShuffle.SOON)) {
      return false;
    }
    int rows = claim.rows();
    for (int row = 0; row < rows; row++) {
      Kernels.write(claim.element(row).component(0), words, value++);
    }
    claim.publish();
    return true;
  }
}
