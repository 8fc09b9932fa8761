package io.forebay.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// What a writer may throw.
enum WriterFault {
  /// A checked exception.
  CHECKED {
    @Override
    void strike() throws IOException {
      throw new IOException("no such file");
    }
  },
  /// An unchecked one.
  UNCHECKED {
    @Override
    void strike() {
      throw new IllegalStateException("not now");
    }
  },
  /// The heap is full.
  OUT_OF_MEMORY {
    @Override
    void strike() {
      throw new OutOfMemoryError("Java heap space");
    }
  },
  /// The stack is full, really.
  STACK_OVERFLOW {
    @Override
    void strike() {
      recurse(1);
    }
  },
  /// The thread is told to die.
  DEATH {
    @Override
    void strike() {
      throw new Death();
    }
  },
  /// It was interrupted while it waited for something of its own.
  INTERRUPT {
    @Override
    void strike() throws InterruptedException {
      Thread.currentThread().interrupt();
      new CountDownLatch(1).await();
    }
  };

  /// As the one that used to stop threads.
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /// Throws it.
  abstract void strike() throws Exception;

  private static int recurse(int depth) {
    return recurse(depth + 1) + depth;
  }
}
