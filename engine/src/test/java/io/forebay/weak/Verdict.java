package io.forebay.weak;

import io.forebay.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A row of the list in `docs/memory-model.md`: what becomes of the engine when that access is
/// weakened.
///
/// @param name the access, as [Site#name] has it
/// @param access what it is
/// @param kind the schedules that fail; empty if none does
/// @param torn it is made a load and a store; else a plain access
/// @param text the whole last column
record Verdict(String name, String access, String kind, boolean torn, String text) {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+ \\d+)` \\| (\\S+) \\| (.*) \\|");
  private static final Pattern FAILS = Pattern.compile("(in two: )?`([^`]+)`.*");

  /// All of them.
  static List<Verdict> all() throws IOException {
    List<Verdict> all = new ArrayList<>();
    for (String line : Files.readAllLines(Repository.root().resolve("docs/memory-model.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        all.add(of(row.group(1), row.group(2), row.group(3)));
      }
    }
    return all;
  }

  private static Verdict of(String name, String access, String text) {
    Matcher fails = FAILS.matcher(text);
    return fails.matches()
        ? new Verdict(name, access, fails.group(2), fails.group(1) != null, text)
        : new Verdict(name, access, "", false, text);
  }

  /// True if it is claimed, with a reason, that nothing can fail.
  boolean survives() {
    return text.startsWith("equivalent: ") || text.startsWith("redundant: ");
  }

  /// As the list has it.
  static String row(Site site, String text) {
    return "| `" + site.name() + "` | " + site.access() + " | " + text + " |";
  }

  @Override
  public String toString() {
    return name + " (" + access + ")";
  }
}
