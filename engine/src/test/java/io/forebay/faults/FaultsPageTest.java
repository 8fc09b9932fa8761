package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.Repository;
import io.forebay.queue.TensorQueue;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page docs/faults.md and the tests tell the same: every row names tests that exist, every
/// test of faults is in it, and no public method that may wait is missing from its list.
class FaultsPageTest {
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern NAMED_CALL = Pattern.compile("`([A-Z][\\w.]*\\.\\w+)`");
  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest)\\b[^;]*?\\bvoid (\\w+)\\(");

  private final List<String[]> rows = rows();
  private final Map<String, String> sources = sources(); // of the tests, by the names of classes

  /// The cells of every row of every table, without the headings.
  private static List<String[]> rows() {
    try (Stream<String> lines = Files.lines(Repository.root().resolve("docs/faults.md"))) {
      return lines
          .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
          .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
          .filter(cells -> !cells[cells.length - 1].equals("tests"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("native-tensors", "engine", "feeder")) {
      Path folder = Repository.root().resolve(module).resolve("src/test/java");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return sources;
  }

  private Set<String> testsOf(String className) {
    Set<String> tests = new TreeSet<>();
    TEST.matcher(sources.getOrDefault(className, ""))
        .results()
        .forEach(result -> tests.add(result.group(1)));
    return tests;
  }

  @Test
  void everyRowNamesTestsThatExist() {
    List<String> wrong = new ArrayList<>();
    for (String[] row : rows) {
      String named = row[row.length - 1];
      if (!NAMED_TEST.matcher(named).find()) {
        wrong.add("no test: " + row[0]);
      }
      NAMED_TEST
          .matcher(named)
          .results()
          .filter(test -> !testsOf(test.group(1)).contains(test.group(2)))
          .forEach(test -> wrong.add("no such test: " + test.group()));
    }
    assertEquals(List.of(), wrong);
    assertTrue(rows.size() > 40, () -> "only " + rows.size() + " rows: is this the page?");
  }

  @Test
  void everyRowHasAllItsCells() {
    for (String[] row : rows) {
      assertTrue(row.length == 7 || row.length == 4, () -> row.length + " cells: " + row[0]);
    }
  }

  @Test
  void everyTestOfFaultsIsOnThePage() throws IOException {
    Set<String> listed = new HashSet<>();
    for (String[] row : rows) {
      NAMED_TEST.matcher(row[row.length - 1]).results().forEach(test -> listed.add(test.group()));
    }
    List<String> missing = new ArrayList<>();
    for (String module : List.of("engine", "feeder")) {
      Path folder = Repository.root().resolve(module).resolve("src/test/java/io/forebay/faults");
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String type = file.getFileName().toString().replace(".java", "");
          testsOf(type).stream()
              .map(test -> "`" + type + "#" + test + "`")
              .filter(test -> !listed.contains(test) && !isAboutTheList(test))
              .forEach(missing::add);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private static boolean isAboutTheList(String test) {
    return test.contains("FaultsPageTest#")
        || test.contains("#everyMethodOfAQueueThatMayWaitIsTried");
  }

  @Test
  void everyPublicMethodThatMayWaitIsOnThePage() throws Exception {
    Set<String> listed = new HashSet<>();
    for (String[] row : rows) {
      NAMED_CALL.matcher(row[0]).results().forEach(call -> listed.add(call.group(1)));
    }
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : publicTypes()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(FaultsPageTest::mayWait)
          .map(method -> nameOf(type) + "." + method.getName())
          .filter(call -> !listed.contains(call))
          .forEach(missing::add);
    }
    assertEquals(Set.of(), missing);
  }

  private static boolean mayWait(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && List.of(method.getExceptionTypes()).contains(InterruptedException.class);
  }

  /// `Outer.Inner` of a nested one.
  private static String nameOf(Class<?> type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.replace('$', '.');
  }

  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    var source = TensorQueue.class.getProtectionDomain().getCodeSource().getLocation();
    Path folder = Path.of(source.toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(FaultsPageTest::isClass).toList()) {
        String name = folder.relativize(file).toString().replace(".class", "");
        Class<?> type = load(name.replaceAll("[/\\\\]", "."));
        if (Modifier.isPublic(type.getModifiers())
            && type.getModule().isExported(type.getPackageName())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.contains("-info");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, FaultsPageTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
