package io.forebay.input;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sources of an input, closed together, each once. For the closing thread.
final class Sources {
  private final Set<Source<?>> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Throwable error;

  Sources(List<Examples<?>> examples) {
    examples.forEach(each -> open.add(each.source()));
  }

  void close() {
    for (Source<?> source : open) {
      try {
        source.close();
      } catch (IOException | RuntimeException | Error e) {
        keep(e);
      }
    }
    open.clear();
  }

  /// What closing failed with, if it did.
  @Nullable Throwable error() {
    return error;
  }

  private void keep(Throwable e) {
    if (error == null) {
      error = e;
    } else {
      error.addSuppressed(e);
    }
  }
}
