package io.forebay.queue;

/// The stock of a shuffle queue whose rows lie in slots: row numbers are drawn under the line, the
/// rows gathered into the batch's own memory outside it, so that a batch holds no slot.
final class ShuffleStock implements Stock {
  private final ShuffleChannel channel;
  private final Slots slots;
  private final BlockPool pool;
  private final Sampler sampler;

  ShuffleStock(ShuffleChannel channel, Slots slots, BlockPool pool, Sampler sampler) {
    this.channel = channel;
    this.slots = slots;
    this.pool = pool;
    this.sampler = sampler;
  }

  @Override
  public void prepare(Batch batch) {
    batch.ownMemory(pool);
  }

  @Override
  public long takePublished() {
    return sampler.takePublished();
  }

  @Override
  public int count() {
    return sampler.count();
  }

  @Override
  public boolean hasEarly() {
    return false;
  }

  @Override
  public long age() {
    return 0;
  }

  @Override
  public void draw(Batch batch, int rows) {
    sampler.draw(batch.held(), rows, batch.ownMemory(pool));
    batch.drawn(rows);
  }

  @Override
  public void moveAside(Batch batch, int rows) {
    Block own = batch.ownMemory(pool);
    sampler.ensureRoomToGiveBack(batch.held() + rows);
    sampler.draw(batch.held(), rows, own);
    gather(batch.held(), rows, own);
    batch.hold(rows);
  }

  /// Rows moved aside become residents again.
  @Override
  public void giveBack(Batch batch) {
    int rows = batch.letGo();
    if (rows == 0) {
      batch.returnMemory(pool);
    } else {
      pool.keep();
      sampler.giveBack(batch.surrenderMemory(), rows);
    }
  }

  @Override
  public void finish(Batch batch) {
    int drawn = batch.letGoDrawn();
    int held = batch.letGo();
    gather(held, drawn, batch.ownMemory(pool));
    batch.showOwnMemory(held + drawn);
  }

  @Override
  public void showNothing(Batch batch) {
    batch.ownMemory(pool);
    batch.showOwnMemory(0);
  }

  @Override
  public void release(Batch batch) {
    batch.returnMemory(pool);
  }

  @Override
  public long openBatches() {
    return pool.outstanding();
  }

  @Override
  public void discard() {}

  /// Copies drawn rows into the batch's own memory, then frees them.
  private void gather(int from, int rows, Block own) {
    int[] numbers = own.numbers();
    slots.gather(numbers, from, rows, own, from);
    int kept = from;
    for (int i = from; i < from + rows; i++) {
      if (numbers[i] >= 0) {
        slots.poison(numbers[i]);
        numbers[kept++] = numbers[i];
      }
    }
    if (kept > from) {
      channel.setFree(numbers, from, kept - from);
    }
  }
}
