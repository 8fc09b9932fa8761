package io.forebay.lincheck;

import io.forebay.ring.HeapWords;
import io.forebay.ring.Words;
import java.util.List;

/// A few threads with a fixed script. Lincheck runs it again and again, each time in another
/// interleaving; what the threads share lies in fields, which it sees.
public abstract class World implements Runnable {
  private ParkingThreads threads = new ParkingThreads();

  /// One thread of it; keeps what its script throws.
  abstract class Actor extends Thread {
    private Throwable failure;

    Actor() {}

    abstract void act() throws Exception;

    @Override
    public final void run() {
      try {
        act();
      } catch (Throwable e) {
        failure = e;
      }
      threads.ended();
    }
  }

  World() {}

  /// How its threads sleep; new ones for a run.
  final ParkingThreads newThreads() {
    threads = new ParkingThreads();
    return threads;
  }

  /// Runs them to their ends; throws what one of them threw.
  final void together(Actor... actors) {
    threads.begin(actors.length);
    for (Actor actor : actors) {
      actor.start();
    }
    await(List.of(actors));
    for (Actor actor : actors) {
      if (actor.failure != null) {
        throw new AssertionError(actor.failure);
      }
    }
  }

  static void await(List<? extends Thread> threads) {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  static Words words(boolean torn, long bytes) {
    return torn ? new TornWords(bytes) : new HeapWords(bytes);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
