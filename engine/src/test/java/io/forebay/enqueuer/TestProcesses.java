package io.forebay.enqueuer;

import com.lmax.disruptor.RingBuffer;
import io.forebay.tensor.Tensor;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Configurations of worker processes that find the tests' classes, which lie neither on the class
/// path nor on the module path of the tests.
public final class TestProcesses {
  private TestProcesses() {}

  public static ProcessConfig<SequenceFactory> sequences(
      Class<? extends SequenceFactory> factory, String... args) {
    return ProcessConfig.<SequenceFactory>of(factory, args).withClassPath(classPath());
  }

  static ProcessConfig<GeneratorFactory> generators(
      Class<? extends GeneratorFactory> factory, String... args) {
    return ProcessConfig.<GeneratorFactory>of(factory, args).withClassPath(classPath());
  }

  /// Tests, engine, tensors, and what the engine needs.
  static String classPath() {
    return Stream.of(TestProcesses.class, Enqueuer.class, Tensor.class, RingBuffer.class)
        .map(type -> root(type).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The folder or jar in which a class lies.
  private static Path root(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    URL url = type.getResource("/" + file);
    String text = url.toString();
    String root = text.substring(0, text.length() - file.length());
    String path = root.startsWith("jar:") ? root.substring(4, root.length() - 2) : root;
    return Path.of(URI.create(path));
  }
}
