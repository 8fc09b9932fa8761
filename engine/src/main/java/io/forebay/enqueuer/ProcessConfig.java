package io.forebay.enqueuer;

import io.forebay.error.InvalidArgumentException;
import java.io.File;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How worker processes are made. Immutable; the `with` methods return a changed copy.
///
/// A worker process runs the same Java, in the same working directory and environment. Flags and
/// system properties of this process are not handed on.
///
/// @param <F> [SequenceFactory] or [GeneratorFactory]
/// @param factory what makes the items in a worker process: a public class with a public
///   constructor without parameters
/// @param args what its `create` is given
/// @param classPath of the worker processes; by default the class path of this process and behind
///   it its module path
/// @param memory folder in which the shared memory is made, on a file system in memory; by default
///   `/dev/shm` or, where there is none, the folder for temporary files. Nobody will see a file
///   there: each loses its name at once, and is gone with the processes that have it open. A worker
///   needs as much as all items take that are loaded ahead, and one more for each iterator
public record ProcessConfig<F>(
    Class<? extends F> factory, List<String> args, String classPath, Path memory) {
  /// Checks the factory and copies the arguments.
  ///
  /// @throws InvalidArgumentException if the class is not public, or has no public constructor
  ///   without parameters
  public ProcessConfig {
    args = List.copyOf(args);
    if (!Modifier.isPublic(factory.getModifiers()) || !isMadeOfNothing(factory)) {
      throw new InvalidArgumentException(
          "factory: "
              + factory.getName()
              + " (expected: a public class with a public constructor without parameters)");
    }
  }

  /// With that factory and those arguments.
  public static <F> ProcessConfig<F> of(Class<? extends F> factory, String... args) {
    return new ProcessConfig<>(factory, List.of(args), ownClassPath(), SharedFiles.defaultFolder());
  }

  /// The same with another class path, in the form of the `java` command.
  public ProcessConfig<F> withClassPath(String newClassPath) {
    return new ProcessConfig<>(factory, args, newClassPath, memory);
  }

  /// The same with shared memory in that folder.
  public ProcessConfig<F> withMemory(Path newMemory) {
    return new ProcessConfig<>(factory, args, classPath, newMemory);
  }

  /// A new factory.
  F newFactory() {
    try {
      return factory.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new InvalidArgumentException(
          "factory: "
              + factory.getName()
              + " cannot be made (expected: a public class, its package exported): "
              + e,
          e);
    }
  }

  private static boolean isMadeOfNothing(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Stream.of(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
  }

  private static String ownClassPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(path -> System.getProperty(path, ""))
        .filter(path -> !path.isBlank())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
