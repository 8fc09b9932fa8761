package io.forebay.coordination;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import java.util.Objects;

/// Closes a queue; two for the same queue are equal.
record QueueClose(TensorQueue queue, boolean cancel) implements Operation {
  QueueClose {
    Objects.requireNonNull(queue, "queue");
  }

  @Override
  public String name() {
    return queue.name() + (cancel ? "_cancel" : "_close");
  }

  @Override
  public void run(Cancellation cancellation) throws InterruptedException {
    queue.close(cancel);
  }

  @Override
  public String toString() {
    return name();
  }
}
