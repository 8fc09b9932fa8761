package io.forebay.cases;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/// The compiled test classes of this module.
record TestClasses(List<Class<?>> classes) {
  static TestClasses all() {
    try {
      var source = TestClasses.class.getProtectionDomain().getCodeSource().getLocation();
      Path folder = Path.of(source.toURI()).resolveSibling("test-classes");
      try (Stream<Path> files = Files.walk(folder)) {
        return new TestClasses(
            files
                .map(file -> folder.relativize(file).toString())
                .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                .map(TestClasses::load)
                .toList());
      }
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
    try {
      return Class.forName(name, false, TestClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// All methods of all classes.
  List<Method> methods() {
    return classes.stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods())).toList();
  }

  /// True if a class of that simple name has, or inherits, a test of that name.
  boolean hasTest(String type, String name) {
    return classes.stream()
        .filter(candidate -> candidate.getSimpleName().equals(type))
        .anyMatch(candidate -> declares(candidate, name));
  }

  private static boolean declares(Class<?> type, String name) {
    return type != null
        && (Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(name) && isTest(method))
            || declares(type.getSuperclass(), name));
  }

  private static boolean isTest(Method method) {
    return AnnotationSupport.isAnnotated(method, Testable.class);
  }
}
