package io.forebay.input;

import io.forebay.queue.ElementWriter;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;

/// How one worker brings a record into the queue.
@FunctionalInterface
interface Feed<R> {
  /// Enqueues it. May wait, and allocates nothing for a single element.
  void enqueue(TensorQueue queue, R record, Wait wait) throws Exception;

  /// Makes the feed of one worker.
  @FunctionalInterface
  interface Maker<R> {
    Feed<R> make(Scratch scratch);
  }

  /// A record is one element, written in place.
  static <R> Feed<R> element(ElementWriter<? super R, ?> writer) {
    return (queue, record, wait) -> queue.enqueue(record, writer, wait);
  }

  /// A record is several elements, copied in.
  static Feed<Tensor[]> chunk() {
    return Chunks::enqueue;
  }
}
