package io.forebay.weak;

import io.forebay.explore.Weakening;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The engine's compiled classes with all their ordered accesses marked, and the trials that run
/// them: loaded once for all that weaken one of them.
final class WeakEngine implements AutoCloseable {
  private final Sites sites;
  private final InstrumentedEngine loader;
  private final Class<?> trials;

  WeakEngine() throws Exception {
    this.sites = sites();
    List<URL> urls = new ArrayList<>();
    for (String entry : Weakening.classPath().split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    this.loader = new InstrumentedEngine(urls.toArray(URL[]::new), sites);
    this.trials = loader.loadClass(Trials.class.getName());
  }

  static Sites sites() throws Exception {
    return new Sites(Weakening.testClasses().resolve("../classes").normalize());
  }

  List<Site> all() {
    return sites.all();
  }

  /// The seed of the first schedule that fails, or -1.
  long firstFailure(String kind, long first, int count, int weakened, boolean torn)
      throws Exception {
    return (long)
        trials
            .getMethod(
                "firstFailure", String.class, long.class, int.class, int.class, boolean.class)
            .invoke(null, kind, first, count, weakened, torn);
  }

  /// What goes wrong in that schedule, or null.
  String run(String kind, long seed) throws Exception {
    return (String) trials.getMethod("run", String.class, long.class).invoke(null, kind, seed);
  }

  int[] reached() throws Exception {
    return (int[]) trials.getMethod("reached").invoke(null);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
