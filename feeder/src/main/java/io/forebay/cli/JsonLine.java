package io.forebay.cli;

import java.util.Locale;

/// One JSON object on one line, written member by member; ASCII only, whatever stdout's charset is.
final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");

  JsonLine() {}

  /// Adds a number; one that JSON has no notation for (NaN, infinities) becomes a string.
  JsonLine number(String name, Number value) {
    boolean finite = !(value instanceof Double d) || Double.isFinite(d);
    return member(name, finite ? value.toString() : quoted(value.toString()));
  }

  /// Adds a string.
  JsonLine string(String name, String value) {
    return member(name, quoted(value));
  }

  /// Adds an object.
  JsonLine object(String name, JsonLine value) {
    return member(name, value.toString());
  }

  private JsonLine member(String name, String value) {
    text.append(text.length() == 1 ? "" : ", ").append(quoted(name)).append(": ").append(value);
    return this;
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
