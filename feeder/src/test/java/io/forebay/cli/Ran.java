package io.forebay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run of the command gave.
record Ran(int status, String out, String err) {
  /// Runs the command in this JVM.
  static Ran forebay(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Ran(status, out.toString(), err.toString());
  }

  /// The last line on stdout.
  String lastLine() {
    return out.strip().lines().reduce("", (before, line) -> line);
  }

  /// The number of that name in the JSON object of the last line.
  double number(String name) {
    return Double.parseDouble(member(name, "(-?[0-9.E-]+)"));
  }

  /// The string of that name in the JSON object of the last line.
  String string(String name) {
    return member(name, "\"([^\"]*)\"");
  }

  private String member(String name, String value) {
    Matcher matcher = Pattern.compile("\"" + name + "\": " + value).matcher(lastLine());
    if (!matcher.find()) {
      throw new AssertionError("no " + name + " in: " + this);
    }
    return matcher.group(1);
  }
}
