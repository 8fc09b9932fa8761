package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.Repository;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page docs/conformance.md and the tests tell the same: every test it names exists, every case
/// has its test or one of a few reasons, and no test of a case is missing from it.
class ConformanceTest {
  /// The only reasons for a case without a test.
  private static final Set<String> REASONS =
      Set.of(
          "sparse tensors",
          "graph construction",
          "Python container",
          "device placement",
          "ruled out by Java's types",
          "outside, as the list itself says",
          "superseded, as the list itself says");

  private static final Pattern CASE = Pattern.compile("T[CX]-\\d+");
  private static final Pattern RULE = Pattern.compile("[A-Z]\\d+");
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern TEST_OF_A_CASE = Pattern.compile("t[cx]\\d+_\\w+");

  /// One row of a table of the page.
  private record Row(String id, String proof, String remark) {}

  private final List<Row> rows = readPage();
  private final TestClasses classes = TestClasses.all();

  @Test
  void everyIdIsListedOnce() {
    Set<String> seen = new HashSet<>();
    List<String> again = rows.stream().map(Row::id).filter(id -> !seen.add(id)).toList();
    assertEquals(List.of(), again);
    assertTrue(rows.size() > 200, () -> "only " + rows.size() + " rows: is this the page?");
  }

  @Test
  void everyNamedTestExists() {
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      Matcher named = NAMED_TEST.matcher(row.proof);
      while (named.find()) {
        if (!classes.hasTest(named.group(1), named.group(2))) {
          missing.add(row.id + ": " + named.group());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyCaseHasItsTestOrAReason() {
    List<String> without = new ArrayList<>();
    for (Row row : rows) {
      if (CASE.matcher(row.id).matches() && !REASONS.contains(row.proof) && !isItsTest(row)) {
        without.add(row.id + ": " + row.proof);
      }
    }
    assertEquals(List.of(), without);
  }

  /// True if the row names one test, the name of which begins with the number of the case.
  private static boolean isItsTest(Row row) {
    Matcher named = NAMED_TEST.matcher(row.proof);
    String prefix = row.id.replace("-", "").toLowerCase(Locale.ROOT) + "_";
    return named.matches() && named.group(2).startsWith(prefix);
  }

  @Test
  void everyRuleHasATestOrARemark() {
    List<String> without =
        rows.stream()
            .filter(row -> RULE.matcher(row.id).matches())
            .filter(row -> !NAMED_TEST.matcher(row.proof).find() && row.remark.isEmpty())
            .map(Row::id)
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void everyTestOfACaseIsListed() {
    Set<String> listed = new HashSet<>();
    rows.forEach(
        row -> NAMED_TEST.matcher(row.proof).results().forEach(r -> listed.add(r.group())));
    Set<String> missing = new TreeSet<>();
    for (Method method : classes.methods()) {
      String name = "`" + method.getDeclaringClass().getSimpleName() + "#" + method.getName() + "`";
      if (TEST_OF_A_CASE.matcher(method.getName()).matches() && !listed.contains(name)) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static List<Row> readPage() {
    try (Stream<String> lines = Files.lines(Repository.root().resolve("docs/conformance.md"))) {
      return lines.map(ConformanceTest::row).filter(row -> !row.id.isEmpty()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The row that a line is, or one without an id.
  private static Row row(String line) {
    String[] cells = (line + "|").split("\\|", -1);
    boolean isRow = cells.length >= 6 && isId(cells[1].strip());
    return isRow
        ? new Row(cells[1].strip(), cells[3].strip(), cells[4].strip())
        : new Row("", "", "");
  }

  private static boolean isId(String cell) {
    return CASE.matcher(cell).matches() || RULE.matcher(cell).matches();
  }
}
