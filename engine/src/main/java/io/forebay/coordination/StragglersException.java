package io.forebay.coordination;

import io.forebay.wait.Cancellation;
import io.forebay.wait.Waiter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Threads were still running when their grace was over. The message names each with what it waits
/// for, if it waits on a queue, and its stack.
public final class StragglersException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FRAMES = 32;

  private final transient List<Thread> threads;

  /// Reports on these threads, as they are now.
  ///
  /// @param what the beginning of the message, for example `join`
  /// @param under the cancellation under which they wait
  public StragglersException(String what, List<Thread> threads, Cancellation under) {
    super(report(what, threads, under));
    this.threads = List.copyOf(threads);
  }

  /// The threads; none in a deserialized exception.
  public List<Thread> threads() {
    return threads == null ? List.of() : threads;
  }

  static String report(String what, List<Thread> threads, Cancellation under) {
    StringBuilder text = new StringBuilder(what);
    text.append(": ").append(threads.size());
    text.append(threads.size() == 1 ? " thread still runs" : " threads still run");
    for (Thread thread : threads) {
      text.append("\n  ").append(name(thread)).append(" (").append(thread.getState());
      text.append(')').append(waiting(thread, under));
      StackTraceElement[] stack = thread.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
        text.append("\n      at ").append(stack[i]);
      }
    }
    return text.toString();
  }

  /// Virtual threads need not have a name.
  private static String name(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "thread #" + thread.threadId() : name;
  }

  private static String waiting(Thread thread, Cancellation under) {
    String what =
        LockSupport.getBlocker(thread) instanceof Waiter waiter
            ? waiter.toString()
            : under.describeWait(thread);
    return what.isEmpty() ? "" : ", waits for " + what;
  }
}
