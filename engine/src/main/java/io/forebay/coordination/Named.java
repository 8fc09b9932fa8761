package io.forebay.coordination;

import io.forebay.wait.Cancellation;

/// A body with a name.
record Named(String name, Operation.Body body) implements Operation {
  @Override
  public void run(Cancellation cancellation) throws Exception {
    body.run(cancellation);
  }

  @Override
  public String toString() {
    return name;
  }
}
