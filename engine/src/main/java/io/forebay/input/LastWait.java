package io.forebay.input;

import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import org.jspecify.annotations.Nullable;

/// The wait under a cancellation, made only when it is another one than last time. Not thread-safe.
final class LastWait {
  private @Nullable Cancellation last;
  private Wait wait = Wait.FOREVER;

  Wait under(Cancellation cancellation) {
    if (cancellation != last) {
      wait = Wait.under(cancellation);
      last = cancellation;
    }
    return wait;
  }
}
