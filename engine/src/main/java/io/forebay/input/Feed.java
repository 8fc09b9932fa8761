package io.forebay.input;

import io.forebay.queue.ElementWriter;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;

/// How one thread brings records into the queue; for that thread.
@FunctionalInterface
interface Feed<R> {
  /// Enqueues it. May wait, and allocates nothing for an element that is written in place.
  void enqueue(TensorQueue queue, R record, Wait wait) throws Exception;

  /// A record is one element, written in place.
  static <R> Feed<R> written(ElementWriter<? super R, ?> writer) {
    return (queue, record, wait) -> queue.enqueue(record, writer, wait);
  }

  /// A record is one element, copied in.
  static <R> Feed<R> single(Components<R> components) {
    Entrance entrance = new Entrance();
    return (queue, record, wait) -> entrance.enqueue(queue, components.of(record), wait);
  }

  /// A record is several elements, copied in.
  static <R> Feed<R> rows(Components<R> components) {
    Entrance entrance = new Entrance();
    return (queue, record, wait) -> entrance.enqueueMany(queue, components.of(record), wait);
  }
}
