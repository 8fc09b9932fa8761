package io.forebay.explore;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/// The engine and its tests with one rule taken out; all other classes are those of the tests'
/// loader, so that a tool which has its hands in the JVM is there once. For tests on the class
/// path.
public final class WeakenedLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private WeakenedLoader(URL[] urls) {
    super(urls, WeakenedLoader.class.getClassLoader());
  }

  /// The classes weakened by a patch, named with its folder: `weakened/fifo-leave-silent`.
  ///
  /// @param scratch an empty folder
  public static WeakenedLoader of(String patch, Path scratch) throws IOException {
    try (URLClassLoader weakened = new Weakening(file(patch)).load(scratch)) {
      return new WeakenedLoader(weakened.getURLs());
    }
  }

  private static Path file(String patch) throws IOException {
    URL at = WeakenedLoader.class.getResource("/" + patch + ".patch");
    try {
      return Path.of(at.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.forebay.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
