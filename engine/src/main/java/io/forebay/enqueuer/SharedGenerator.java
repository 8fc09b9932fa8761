package io.forebay.enqueuer;

import io.forebay.error.OutOfRangeException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A generator that several threads use, one at a time. After its end it is not asked again, and
/// after a failure every caller gets the same one (K21).
final class SharedGenerator<T> {
  private final Generator<T> generator;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Outcome<T> last; // guarded by lock

  SharedGenerator(Generator<T> generator) {
    this.generator = generator;
  }

  /// The next item, the end or the failure.
  ///
  /// @throws InterruptedException if interrupted; that is not its failure
  Outcome<T> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (last != null) {
        return last;
      }
      return ask();
    } finally {
      lock.unlock();
    }
  }

  private Outcome<T> ask() throws InterruptedException {
    try {
      return Outcome.of(generator.next());
    } catch (OutOfRangeException end) {
      last = new Outcome.Ended<>();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      last = new Outcome.Failed<>(e);
    }
    return last;
  }
}
