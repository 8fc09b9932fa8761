package io.forebay.input;

import io.forebay.coordination.Gauge;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;

/// How full a queue is, as TensorFlow's summaries tell it (B14).
///
/// The size by the capacity; of a shuffle queue both less what stays behind, and at least 0. The
/// capacity of a queue without a bound is 2^31 - 1, so it is hardly ever full; one of capacity 0
/// always is.
final class Fullness {
  private Fullness() {}

  /// 0 is empty, 1 is full; 0 also once the queue is freed.
  static double of(TensorQueue queue) {
    long behind = behind(queue);
    long room = queue.capacity() - behind;
    if (room == 0) {
      return 1;
    }
    try {
      return Math.max(0, queue.size() - behind) / (double) room;
    } catch (IllegalStateException freed) {
      return 0;
    }
  }

  /// A gauge of it, in that scope.
  static Gauge gauge(String scope, TensorQueue queue) {
    return new Gauge(scope + "/" + name(queue), () -> of(queue));
  }

  /// The name of its gauge.
  static String name(TensorQueue queue) {
    long behind = behind(queue);
    return queue instanceof ShuffleQueue
        ? "fraction_over_" + behind + "_of_" + (queue.capacity() - behind) + "_full"
        : "fraction_of_" + queue.capacity() + "_full";
  }

  private static long behind(TensorQueue queue) {
    return queue instanceof ShuffleQueue shuffled ? shuffled.shuffle().minAfterDequeue() : 0;
  }
}
