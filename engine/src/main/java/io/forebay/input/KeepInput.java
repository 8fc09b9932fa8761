package io.forebay.input;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which of the examples that were read are enqueued; the others are dropped. All workers ask it at
/// once.
///
/// @param <R> the type of a record
public final class KeepInput<R> {
  private final @Nullable Predicate<? super R> records;
  private final @Nullable RowFilter rows;

  private KeepInput(@Nullable Predicate<? super R> records, @Nullable RowFilter rows) {
    this.records = records;
    this.rows = rows;
  }

  /// Keeps a record, be it one example or a chunk of several, as a whole or not at all (B12).
  public static <R> KeepInput<R> when(Predicate<? super R> records) {
    return new KeepInput<>(Objects.requireNonNull(records, "records"), null);
  }

  /// Keeps rows of each chunk, in their order (B13). Only for examples whose records are chunks.
  public static <R> KeepInput<R> rows(RowFilter rows) {
    return new KeepInput<>(null, Objects.requireNonNull(rows, "rows"));
  }

  @Nullable Predicate<? super R> records() {
    return records;
  }

  @Nullable RowFilter rows() {
    return rows;
  }
}
