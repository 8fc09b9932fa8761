package io.forebay.queue;

import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The queue of a subclass, and at the end of every test: close it, see that exactly what went in
/// and did not come out is left, and free it, which finds claims and batches left open.
abstract class QueueFixture {
  private final List<Subject> subjects = new ArrayList<>();
  private final List<TensorQueue> others = new ArrayList<>();

  /// A queue of the kind under test.
  abstract TensorQueue create(QueueConfig config);

  /// True if elements leave in the order in which they were claimed, so that one can be read only
  /// once every earlier claim is done.
  boolean isOrdered() {
    return true;
  }

  /// Elements that stay behind while the queue is open.
  int stays() {
    return 0;
  }

  /// True if elements being written count as stored.
  boolean isRing() {
    return true;
  }

  /// A queue of numbers with room for that many.
  Subject queue(int room) throws InterruptedException {
    return queue(QueueConfig.of(room + stays(), Tensors.NUMBER));
  }

  Subject queue(QueueConfig config) throws InterruptedException {
    Subject subject = new Subject(create(config.withName("numbers")), isOrdered(), stays());
    subjects.add(subject);
    return subject;
  }

  /// A queue of other elements, freed after the test.
  TensorQueue queueOf(int room, TensorSpec... components) {
    TensorQueue queue = create(QueueConfig.of(room + stays(), components).withName("others"));
    others.add(queue);
    return queue;
  }

  @AfterEach
  void drainAndFree() throws InterruptedException {
    for (Subject subject : subjects) {
      if (!isFreed(subject.queue)) {
        subject.queue.close(true);
        subject.drain();
        subject.queue.free();
      }
    }
    others.forEach(TensorQueue::free);
  }

  private static boolean isFreed(TensorQueue queue) {
    try {
      queue.size();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
