package io.forebay.lincheck;

import io.forebay.ring.BrokenWords;
import io.forebay.ring.HeapWords;
import io.forebay.ring.Words;
import java.util.List;

/// A few threads with a fixed script. Lincheck runs it again and again, each time in another
/// interleaving; what the threads share lies in fields, which it sees.
public abstract class World implements Runnable {
  private ParkingThreads threads = new ParkingThreads(false);
  private Flaw flaw = Flaw.NONE;

  /// What is wrong with what the world is made of.
  enum Flaw {
    /// Nothing.
    NONE,
    /// A compare-and-set of its words is a look and a store.
    TORN_WORDS,
    /// Its threads forget a wake-up that comes before they sleep.
    FORGETFUL_THREADS
  }

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

  /// Known bad: the same world, made of flawed things.
  final World with(Flaw newFlaw) {
    flaw = newFlaw;
    return this;
  }

  /// How its threads sleep; new ones for a run.
  final ParkingThreads newThreads() {
    threads = new ParkingThreads(flaw == Flaw.FORGETFUL_THREADS);
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

  /// `bytes` bytes of words on the heap.
  final Words words(long bytes) {
    return flaw == Flaw.TORN_WORDS ? new BrokenWords.Torn(bytes) : new HeapWords(bytes);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + (flaw == Flaw.NONE ? "" : " with " + flaw);
  }
}
