import io.forebay.coordination.Coordinator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Threads managed by hand: each repeats something until one of them, or somebody else, asks all to
/// stop. An error of one stops the others, and `join` throws it.
///
/// Its last line: stopped, then an error: broken
void main() throws InterruptedException {
  AtomicInteger work = new AtomicInteger();
  Coordinator coordinator = new Coordinator();
  List<Thread> threads =
      IntStream.range(0, 10)
          .mapToObj(i -> Thread.ofPlatform().unstarted(() -> loop(coordinator, work)))
          .toList();
  threads.forEach(coordinator::registerThread);
  threads.forEach(Thread::start);
  coordinator.join();
  IO.print("stopped");

  Coordinator failing = new Coordinator();
  failing.registerThread(
      Thread.ofPlatform()
          .start(() -> failing.stopOnException(() -> {
            throw new IllegalStateException("broken");
          })));
  try {
    failing.join();
  } catch (IllegalStateException e) {
    IO.println(", then an error: " + e.getMessage());
  }
}

void loop(Coordinator coordinator, AtomicInteger work) {
  while (!coordinator.shouldStop()) {
    if (work.incrementAndGet() == 1_000) {
      coordinator.requestStop();
    }
  }
}
