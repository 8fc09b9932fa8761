package io.forebay.queue;

/// What was published and not yet taken, as the head of the consumers' line sees it, and how rows
/// of it get into a batch.
///
/// Touched by the head of the line only, who alone reads what was published: no lock, no atomic but
/// those of the channel. What one head did happens before what the next does, by the line. Only
/// [#prepare], [#finish], [#showNothing] and [#release], which touch nothing but the batch, are
/// called outside the line.
interface Stock {
  /// Before the line is joined: what the batch needs so that nothing can fail later.
  void prepare(Batch batch);

  /// Takes note of every row published so far; the position up to which it took all. So a completed
  /// enqueue is never overlooked.
  long takePublished();

  /// How many may be drawn.
  int count();

  /// True if more was published that may be drawn only when an earlier claim is done.
  boolean hasEarly();

  /// How long ago the next to be drawn came in, in nanoseconds; 0 where that is not known.
  long age();

  /// Draws `rows` rows for the batch, behind those that it holds.
  void draw(Batch batch, int rows);

  /// As [#draw], and out of the way of producers: the batch holds them.
  void moveAside(Batch batch, int rows);

  /// The request failed: all that was drawn for the batch can be drawn again.
  void giveBack(Batch batch);

  /// The line is left: lays the drawn rows out as tensors, and frees what they lay in.
  void finish(Batch batch);

  /// Lays out a batch of no rows.
  void showNothing(Batch batch);

  /// Gives back what the batch showed.
  void release(Batch batch);

  /// How many batches hold memory of the queue. By any thread.
  long openBatches();

  /// The queue is being freed: throws away what is stored.
  void discard();
}
