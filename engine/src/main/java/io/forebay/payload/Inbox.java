package io.forebay.payload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Published payloads on their way to the stock: any thread pushes some that follow one another, in
/// one step; one reader at a time takes all.
///
/// A stack in the manner of R. Kent Treiber, taken whole, so that there is no ABA: a push only
/// compares the top with what it links to, and that is the top whatever happened in between.
public final class Inbox {
  private static final VarHandle TOP = top();

  private volatile @Nullable Payload top;

  /// An empty one.
  public Inbox() {}

  /// Pushes `count` payloads, from index `from` on; they will be taken in that order, next to one
  /// another. Pairs with [#takeAll].
  ///
  /// @param between called between reading the top and linking to it
  public void push(Payload[] payloads, int from, int count, Runnable between) {
    Payload first = payloads[from];
    for (int i = from + 1; i < from + count; i++) {
      payloads[i].next = payloads[i - 1];
    }
    Payload last = payloads[from + count - 1];
    Payload under;
    do {
      under = top;
      first.next = under;
      between.run();
    } while (!TOP.compareAndSet(this, under, last));
  }

  /// Takes all, the first pushed in front, linked by [#next]; null if there is none. Pairs with
  /// [#push].
  public @Nullable Payload takeAll() {
    if (top == null) {
      return null;
    }
    Payload payload = (Payload) TOP.getAndSet(this, (Payload) null);
    Payload reversed = null;
    while (payload != null) {
      Payload under = payload.next;
      payload.next = reversed;
      reversed = payload;
      payload = under;
    }
    return reversed;
  }

  /// Unlinks the payload from the one behind it, which is returned.
  public static @Nullable Payload next(Payload payload) {
    Payload behind = payload.next;
    payload.next = null;
    return behind;
  }

  private static VarHandle top() {
    try {
      return MethodHandles.lookup()
          .findVarHandle(Inbox.class, "top", Payload.class)
          .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
