package io.forebay.session;

import io.forebay.error.Code;
import io.forebay.error.PreemptionException;

/// What tests of recovery throw.
final class Recoveries {
  private Recoveries() {}

  static PreemptionException preemption() {
    return new PreemptionException(Code.ABORTED, "preempted");
  }
}
