package io.forebay.bench.results;

import io.forebay.bench.verdict.Status;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one run of the suite saw.
///
/// @param format version of the file's format
/// @param about when, where, and with which command
/// @param lowestControl the lowest control of the run, in ns; 0 if none was measured
/// @param rows one for each row that was asked for
public record Results(int format, About about, double lowestControl, List<RowResult> rows) {
  /// The format that this version writes and reads.
  public static final int FORMAT = 1;

  /// Results, none of them missing; the list is copied.
  public Results {
    Objects.requireNonNull(about, "about");
    rows = List.copyOf(rows);
  }

  /// When, where, and with which command.
  ///
  /// @param date when it began, UTC, to the minute
  /// @param command what was typed
  /// @param commit of the sources; null if unknown
  /// @param pattern which rows were asked for; null: all
  /// @param quick one JVM a row, and only rows with a goal
  /// @param machine what it ran on
  /// @param jvmFlags of the JVMs that measured
  public record About(
      String date,
      String command,
      @Nullable String commit,
      @Nullable String pattern,
      boolean quick,
      Machine machine,
      List<String> jvmFlags) {
    /// Nothing is missing; the list is copied.
    public About {
      Objects.requireNonNull(date, "date");
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(machine, "machine");
      jvmFlags = List.copyOf(jvmFlags);
    }
  }

  /// How many rows have that status.
  public long count(Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }
}
