package io.forebay.soak;

import java.util.List;

/// What a soak found.
///
/// @param lines for people; the last one is the verdict
/// @param violations the first of them in full
/// @param violationCount how many there were
public record SoakReport(List<String> lines, List<Violation> violations, long violationCount) {
  /// True if nothing happened that must not.
  public boolean passed() {
    return violationCount == 0;
  }

  /// Text of several lines.
  public String text() {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
