package io.forebay.queue;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One handle a thread, made when it is first needed. Held weakly: a thread that lives on keeps
/// neither the handle nor the queue that it belongs to.
final class PerThread<T> {
  private final ThreadLocal<@Nullable WeakReference<T>> handles = new ThreadLocal<>();
  private final Supplier<T> maker;

  PerThread(Supplier<T> maker) {
    this.maker = maker;
  }

  /// The current thread's handle.
  T get() {
    WeakReference<T> reference = handles.get();
    T handle = reference == null ? null : reference.get();
    if (handle == null) {
      handle = maker.get();
      set(handle);
    }
    return handle;
  }

  /// From now on the current thread's handle is this one.
  void set(T handle) {
    handles.set(new WeakReference<>(handle));
  }
}
