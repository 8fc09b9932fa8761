package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.fuzz.Input;
import io.forebay.fuzz.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Any text as the arguments of the command, one a line. It ends with status 0, or with 1 and one
/// line.
public final class CommandTarget {
  private static final Limit LIMIT = new Limit(16 << 20, 1 << 14, 1 << 22, 1 << 10);

  /// Other places than the current folder and what is below it; files of arguments; stack traces.
  private static final Pattern ELSEWHERE = Pattern.compile("/.*|.*\\.\\..*|@.*|-+v.*|.*\\*\\*.*");

  private static final int MOST = 24;

  private CommandTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> args = new ArrayList<>(new Input(input).text().lines().limit(MOST).toList());
    if (args.stream().anyMatch(arg -> ELSEWHERE.matcher(arg).matches())) {
      return;
    }
    if (args.contains("demo")) { // ends before it trains
      args.addAll(List.of("--temp", "no/such/folder"));
    }
    LIMIT.check(input, _ -> run(args.toArray(String[]::new)));
  }

  private static void run(String... args) {
    Ran ran = Ran.forebay(args);
    if (ran.status() != 0) {
      assertEquals(1, ran.status());
      assertTrue(ran.err().startsWith("forebay: "), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
  }
}
