package io.forebay.records;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of several TFRecord files, one file after the other, epoch after epoch.
///
/// Thread-safe: a short lock is held while a record is copied (and inflated) into the caller's
/// buffer; its checksum is computed outside the lock, so several workers check at once. One reader
/// gets the records in order; several get them between them, each once.
///
/// Up to [#MAPPED_FILES] files stay mapped, in one shared arena, until [#close]: an epoch does not
/// map them again, and no arena is closed meanwhile, which would interrupt every thread of the JVM.
/// More files are read through channels, one open at a time; an interrupt of a thread that reads
/// then ends the input with an error.
public final class TfRecordSource implements AutoCloseable {
  /// As many epochs as anybody wants.
  public static final long ENDLESS = Long.MAX_VALUE;

  /// Up to so many files are kept mapped.
  public static final int MAPPED_FILES = 256;

  private static final int FRAME_BYTES = 16;

  private final List<Path> files;
  private final long epochs;
  private final long maxRecordBytes;
  private final Object lock = new Object();
  private final Workspace workspace = new Workspace();
  private final @Nullable Arena arena; // null: too many files to map
  private final @Nullable TfRecordReader[] mapped; // those opened so far
  private @Nullable TfRecordReader
      reader; // of the file now read; this and all below is written under the lock
  private int fileIndex;
  private boolean recordInEpoch;
  private boolean ended;
  private boolean closed;
  private volatile long epoch;
  private volatile long recordsRead;
  private volatile long bytesRead;

  /// The records of these files, in the order given; a file is opened when it is reached.
  ///
  /// @throws IllegalArgumentException if there is no file, or `epochs` is below 1
  public TfRecordSource(List<Path> files, long epochs) {
    this(files, epochs, TfRecordReader.MAX_RECORD_BYTES);
  }

  /// The same; refuses payloads of more than `maxRecordBytes` bytes.
  ///
  /// @throws IllegalArgumentException if there is no file, `epochs` is below 1, or the maximum is
  ///   not 0 to 2147483631
  public TfRecordSource(List<Path> files, long epochs, long maxRecordBytes) {
    this.files = List.copyOf(files);
    this.epochs = epochs;
    this.maxRecordBytes = TfRecordReader.checkedMaximum(maxRecordBytes);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files: 0 (expected: at least 1)");
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: " + epochs + " (expected: at least 1)");
    }
    boolean few = files.size() <= MAPPED_FILES;
    this.arena = few ? Arena.ofShared() : null;
    this.mapped = new TfRecordReader[few ? files.size() : 0];
  }

  /// Reads and checks the next record. False at the end of the last epoch, after an error, and
  /// after [#close].
  ///
  /// @throws RecordException if a file or a record is damaged; one call gets it, and all others the
  ///   end of the input
  public boolean next(RecordBuffer record) throws RecordException {
    if (!copyNext(record)) {
      return false;
    }
    try {
      record.verify();
      return true;
    } catch (RecordException e) {
      if (end()) {
        throw e;
      }
      return false;
    }
  }

  private boolean copyNext(RecordBuffer record) throws RecordException {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      boolean copied = false;
      try {
        copied = copyFromFiles(record);
      } finally {
        ended = !copied;
      }
      return copied;
    }
  }

  private boolean copyFromFiles(RecordBuffer record) throws RecordException {
    do {
      TfRecordReader current = reader == null ? open() : reader;
      reader = current;
      if (current.next(record)) {
        recordInEpoch = true;
        recordsRead = recordsRead + 1;
        bytesRead = bytesRead + record.length() + FRAME_BYTES;
        return true;
      }
    } while (moveOn());
    return false;
  }

  private TfRecordReader open() throws RecordException {
    Path file = files.get(fileIndex);
    if (arena == null) {
      return TfRecordReader.unmapped(file, workspace, maxRecordBytes);
    }
    TfRecordReader known = mapped[fileIndex];
    if (known != null) {
      known.rewind();
      return known;
    }
    TfRecordReader opened = TfRecordReader.mapped(file, arena, workspace, maxRecordBytes, null);
    mapped[fileIndex] = opened;
    return opened;
  }

  /// Goes to the next file; false if there is none.
  private boolean moveOn() throws RecordException {
    if (arena == null && reader != null) {
      reader.close();
    }
    reader = null;
    if (++fileIndex < files.size()) {
      return true;
    }
    if (!recordInEpoch) {
      return nothingThere();
    }
    recordInEpoch = false;
    fileIndex = 0;
    if (epoch + 1 < epochs) {
      epoch = epoch + 1;
      return true;
    }
    return false;
  }

  private boolean nothingThere() throws RecordException {
    if (epochs != ENDLESS) {
      return false;
    }
    String others = files.size() == 1 ? "" : ", nor in " + (files.size() - 1) + " other files";
    throw new RecordException(
        files.getFirst(),
        "no record in it" + others + " (expected: at least one, to read without end)",
        null);
  }

  /// True for the one call that ended the input.
  private boolean end() {
    synchronized (lock) {
      boolean first = !ended;
      ended = true;
      return first;
    }
  }

  /// The files, in order.
  public List<Path> files() {
    return files;
  }

  /// How often the files are read.
  public long epochs() {
    return epochs;
  }

  /// Number of the epoch now read, from 0.
  public long epoch() {
    return epoch;
  }

  /// Records read so far, in all epochs.
  public long recordsRead() {
    return recordsRead;
  }

  /// Bytes read so far, framing included, uncompressed, in all epochs.
  public long bytesRead() {
    return bytesRead;
  }

  /// Unmaps or closes the files. Records already read stay as they are. Idempotent.
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      ended = true;
      workspace.close();
      if (arena != null) {
        arena.close();
      } else if (reader != null) {
        reader.close();
      }
    }
  }
}
