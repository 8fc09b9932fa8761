package io.forebay.records;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A record that cannot be read or understood, or a file that cannot. The message is one line:
/// `FILE: record N at byte B: what was found (expected: rule)`, without the middle part if no
/// record is concerned.
public final class RecordException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Path file; // null after deserialisation only
  private final long recordNumber;
  private final long byteOffset;

  RecordException(
      Path file, long recordNumber, long byteOffset, String text, @Nullable Throwable cause) {
    super(
        oneLine(file + ": record " + recordNumber + " at byte " + byteOffset + ": " + text), cause);
    this.file = file;
    this.recordNumber = recordNumber;
    this.byteOffset = byteOffset;
  }

  RecordException(Path file, String text, @Nullable Throwable cause) {
    super(oneLine(file + ": " + text), cause);
    this.file = file;
    this.recordNumber = -1;
    this.byteOffset = -1;
  }

  static RecordException at(Path file, long recordNumber, long byteOffset, Damage damage) {
    return new RecordException(file, recordNumber, byteOffset, damage.text(), damage.getCause());
  }

  static RecordException of(Path file, Damage damage) {
    return new RecordException(file, damage.text(), damage.getCause());
  }

  /// The file.
  public Path file() {
    Path known = file;
    return known == null ? Path.of("") : known;
  }

  /// Number of the record within its file, from 0; -1 if the file itself is concerned.
  public long recordNumber() {
    return recordNumber;
  }

  /// Where the record starts in the file, in bytes of the uncompressed data; -1 if the file itself
  /// is concerned.
  public long byteOffset() {
    return byteOffset;
  }

  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }
}
