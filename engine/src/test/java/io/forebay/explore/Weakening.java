package io.forebay.explore;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The sources of the engine with one rule taken out, compiled and loaded beside the real ones.
///
/// A patch file is a unified diff without line numbers: `#` comments, `kind: fifo` names the
/// schedules, `--- queue/X.java` a file below `io/forebay`, `@@` begins a hunk of kept (` `),
/// removed (`-`) and added (`+`) lines. What a hunk keeps and removes must occur exactly once in
/// the file, indentation aside.
public final class Weakening {
  private final String name;
  private final Map<String, List<List<String>>> hunks = new LinkedHashMap<>();
  private String kind = "";
  private String what = "";

  Weakening(Path patch) throws IOException {
    this.name = patch.getFileName().toString().replace(".patch", "");
    List<List<String>> ofFile = List.of();
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("# ")) {
        what += line.substring(1);
      } else if (line.startsWith("kind: ")) {
        kind = line.substring("kind: ".length());
      } else if (line.startsWith("--- ")) {
        ofFile = hunks.computeIfAbsent(line.substring("--- ".length()), file -> new ArrayList<>());
      } else if (line.startsWith("@@")) {
        ofFile.add(new ArrayList<>());
      } else {
        ofFile.getLast().add(line);
      }
    }
  }

  /// All patches, by name.
  static List<Weakening> all() throws IOException {
    List<Weakening> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(testClasses().resolve("weakened"))) {
      for (Path file : files.sorted().toList()) {
        all.add(new Weakening(file));
      }
    }
    return all;
  }

  String kind() {
    return kind;
  }

  @Override
  public String toString() {
    return name + ":" + what;
  }

  /// The weakened classes, and the tests that explore them, in a loader of their own.
  ///
  /// @param scratch an empty folder
  URLClassLoader load(Path scratch) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(compiled(scratch).toUri().toURL());
    for (String entry : classPath().split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    // no parent: the platform's loader would find the real classes, which are in named modules
    return new URLClassLoader(urls.toArray(URL[]::new), null);
  }

  /// All classes as one path, in front those weakened by a patch that is named with its folder:
  /// `weakened/fifo-leave-silent`. For a JVM of its own.
  ///
  /// @param scratch an empty folder
  public static String classPath(String patch, Path scratch) throws IOException {
    Weakening weakening = new Weakening(testClasses().resolve(patch + ".patch"));
    return weakening.compiled(scratch) + File.pathSeparator + classPath();
  }

  private Path compiled(Path scratch) throws IOException {
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath()));
    for (Map.Entry<String, List<List<String>>> file : hunks.entrySet()) {
      Path source = sources().resolve("io/forebay").resolve(file.getKey());
      Path patched = scratch.resolve(source.getFileName());
      Files.write(patched, patch(Files.readAllLines(source), file.getValue()));
      arguments.add(patched.toString());
    }
    compile(arguments);
    return classes;
  }

  private List<String> patch(List<String> source, List<List<String>> changes) {
    List<String> lines = new ArrayList<>(source);
    for (List<String> hunk : changes) {
      List<String> before = side(hunk, '+');
      int at = -1;
      for (int i = 0; i + before.size() <= lines.size(); i++) {
        if (matches(lines.subList(i, i + before.size()), before)) {
          require(at < 0, "occurs twice", hunk);
          at = i;
        }
      }
      require(at >= 0, "no longer applies", hunk);
      lines.subList(at, at + before.size()).clear();
      lines.addAll(at, side(hunk, '-'));
    }
    return lines;
  }

  private void require(boolean holds, String otherwise, List<String> hunk) {
    if (!holds) {
      throw new AssertionError("patch " + name + " " + otherwise + ":\n" + String.join("\n", hunk));
    }
  }

  private static boolean matches(List<String> lines, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!lines.get(i).strip().equals(wanted.get(i).strip())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> side(List<String> hunk, char other) {
    return hunk.stream()
        .filter(line -> line.isEmpty() || line.charAt(0) != other)
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }

  private void compile(List<String> arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError("patch " + name + " does not compile:\n" + messages);
    }
  }

  /// All classes, the engine's and the tests' included, as one path.
  public static String classPath() {
    StringBuilder path = new StringBuilder(testClasses().toString());
    for (String property :
        List.of("jdk.module.path", "java.class.path", "surefire.test.class.path")) {
      String entries = System.getProperty(property, "");
      path.append(entries.isEmpty() ? "" : File.pathSeparator + entries);
    }
    return path.toString();
  }

  private static Path sources() {
    return testClasses().resolve("../../src/main/java").normalize();
  }

  /// Where the compiled tests lie.
  public static Path testClasses() {
    try {
      URI self = Weakening.class.getResource("Weakening.class").toURI();
      return Path.of(self.resolve("../../..")).normalize();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
