package io.forebay.jcstress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/// jcstress, with its own arguments, which fails if an outcome is forbidden, a test hangs or a JVM
/// crashes; and what it lets pass: every test must have run, and the broken variants must have been
/// caught.
///
/// A test whose first try ends in a `LinkageError` is a "soft error" for jcstress: skipped, and
/// green.
public final class RunAll {
  private static final String KNOWN_BAD = "KnownBad";

  private RunAll() {}

  /// Runs the tests.
  ///
  /// @throws AssertionError if something is not as it must be
  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments);
    if (!options.parse()) {
      throw new AssertionError("arguments that jcstress does not understand");
    }
    new JCStress(options).run();
    Collection<TestResult> results = results(options);
    List<String> wrong = new ArrayList<>();
    addSkipped(results, wrong);
    addMissed(results, wrong);
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  private static Collection<TestResult> results(Options options)
      throws IOException, ClassNotFoundException {
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector file = new DiskReadCollector(options.getResultFile(), collector);
    file.dump();
    file.close();
    return collector.getTestResults();
  }

  private static void addSkipped(Collection<TestResult> results, List<String> wrong) {
    if (results.isEmpty()) {
      wrong.add("no test has run");
    }
    for (TestResult result : results) {
      if (result.status() != Status.NORMAL) {
        wrong.add(
            result.getName() + " has not run: " + result.status() + " " + result.getMessages());
      }
    }
  }

  private static void addMissed(Collection<TestResult> results, List<String> wrong) {
    Set<String> missed = new TreeSet<>();
    results.stream()
        .map(TestResult::getName)
        .filter(name -> name.contains(KNOWN_BAD))
        .forEach(missed::add);
    results.stream()
        .filter(result -> result.grading().hasInteresting)
        .map(TestResult::getName)
        .forEach(missed::remove);
    missed.forEach(name -> wrong.add(name + " is not caught"));
  }
}
