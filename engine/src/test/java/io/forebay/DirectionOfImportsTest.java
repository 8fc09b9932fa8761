package io.forebay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Packages of the engine use only packages above them: no cycle, and one way to read them.
class DirectionOfImportsTest {
  private static final List<String> ORDER =
      List.of(
          "io.forebay.error",
          "io.forebay.ring",
          "io.forebay.wait",
          "io.forebay.payload",
          "io.forebay.queue",
          "io.forebay.coordination",
          "io.forebay.session",
          "io.forebay.input",
          "io.forebay.enqueuer",
          "io.forebay");

  private static final Pattern CLASS_NAME = Pattern.compile("(io/forebay(?:/[a-z]+)*)/[A-Z]\\w*");

  @Test
  void packagesUseOnlyPackagesAboveThem() throws Exception {
    var location = OpException.class.getProtectionDomain().getCodeSource().getLocation();
    Set<String> edges = new TreeSet<>();
    Set<String> back = new TreeSet<>();
    try (Stream<Path> files = Files.walk(mainClasses(Path.of(location.toURI())))) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .forEach(file -> edges(file, edges, back));
    }
    System.out.println("packages: " + edges);
    assertTrue(edges.contains("io.forebay.queue -> io.forebay.ring"), "it looked at the classes");
    assertEquals(Set.of(), back, "edges that point back");
  }

  /// The classes of the module itself: a test run may put those of the tests in front.
  private static Path mainClasses(Path location) {
    Path sibling = location.resolveSibling("classes");
    return Files.isDirectory(sibling) ? sibling : location;
  }

  private static void edges(Path file, Set<String> edges, Set<String> back) {
    try {
      var model = ClassFile.of().parse(file);
      String from = packageOf(model.thisClass().asInternalName());
      assertTrue(ORDER.contains(from), () -> from + " has no place in the order");
      for (PoolEntry entry : model.constantPool()) {
        String text =
            entry instanceof ClassEntry used
                ? used.asInternalName()
                : entry instanceof Utf8Entry utf8 ? utf8.stringValue() : "";
        Matcher names = CLASS_NAME.matcher(text);
        while (names.find()) {
          String to = names.group(1).replace('/', '.');
          if (!to.equals(from) && ORDER.contains(to)) {
            edges.add(from + " -> " + to);
            if (ORDER.indexOf(to) > ORDER.indexOf(from)) {
              back.add(from + " -> " + to + ": " + file.getFileName());
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/')).replace('/', '.');
  }
}
