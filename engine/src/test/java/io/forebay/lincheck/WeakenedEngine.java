package io.forebay.lincheck;

import io.forebay.explore.Weakening;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;

/// Explores the engine with a rule taken out, in a JVM of its own: Lincheck keeps the classes that
/// it has instrumented by their names, so it would go on with those that ship.
final class WeakenedEngine {
  private static final int CLEAN = 10;
  private static final int FOUND = 11;

  private WeakenedEngine() {}

  /// What is found under that patch, which is named with its folder; or nothing.
  ///
  /// @param what the simple name of a world, or of operations
  /// @param scratch an empty folder
  static String explore(String patch, String what, int interleavings, Path scratch)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(Weakening.classPath(patch, scratch));
    command.add(WeakenedEngine.class.getName());
    command.add(what);
    command.add(String.valueOf(interleavings));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != CLEAN && status != FOUND) {
      throw new AssertionError("exit status " + status + ": " + output);
    }
    return status == CLEAN ? "" : output;
  }

  /// What that JVM does.
  public static void main(String[] arguments) throws ReflectiveOperationException {
    int interleavings = Integer.parseInt(arguments[1]);
    int status = CLEAN;
    try {
      switch (arguments[0]) {
        case "CoordinatorOperations" ->
            Checks.modelCheck(
                CoordinatorOperations.class, CoordinatorSpecification.class, interleavings);
        default ->
            Checks.explore(
                (World)
                    Class.forName(WeakenedEngine.class.getPackageName() + "." + arguments[0])
                        .getConstructor()
                        .newInstance(),
                interleavings);
      }
    } catch (LincheckAssertionError e) {
      System.out.println(e.getMessage());
      status = FOUND;
    }
    Runtime.getRuntime().halt(status); // threads that still sleep do not matter
  }
}
