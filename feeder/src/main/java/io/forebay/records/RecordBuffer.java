package io.forebay.records;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The payload of one record, off-heap, and where it came from. Use one over and over: growing,
/// which at least doubles it, is the only thing that allocates; it never shrinks.
///
/// Owned by one thread at a time.
public final class RecordBuffer {
  private static final int FIRST_BYTES = 4096;
  private static final int FIRST_STEP_BYTES = 1 << 20;
  private static final int CRC_BYTES = 4;
  private static final Path NOWHERE = Path.of("");

  private final Block block; // payload, then its CRC
  private final MaskedCrc crc = new MaskedCrc();
  private int length;
  private Path file = NOWHERE;
  private long fileBytes; // when it was opened
  private long recordNumber = -1;
  private long byteOffset = -1;

  /// An empty buffer with memory of its own, which the garbage collector gives back.
  public RecordBuffer() {
    this.block = new Block(null, FIRST_BYTES);
  }

  /// An empty buffer with memory of the arena, which must not be confined to a thread other than
  /// the one that uses the buffer. Memory outgrown stays with the arena: in all at most as much
  /// again. Of several buffers in one shared arena the threads disturb each other a little; prefer
  /// the other constructor.
  public RecordBuffer(Arena arena) {
    this.block = new Block(arena, FIRST_BYTES);
  }

  /// The memory whose bytes 0 to [#length] are the payload; the segment itself is longer. The same
  /// object until a longer record makes the buffer grow.
  public MemorySegment memory() {
    return block.memory();
  }

  /// Bytes of the payload.
  public long length() {
    return length;
  }

  /// The file of the record; an empty path before the first record.
  public Path file() {
    return file;
  }

  /// Number of the record within its file, from 0; -1 before the first record.
  public long recordNumber() {
    return recordNumber;
  }

  /// Where the record starts in its file, in bytes of the uncompressed data; -1 before the first
  /// record.
  public long byteOffset() {
    return byteOffset;
  }

  /// Compares the payload with its checksum. Allocates nothing.
  ///
  /// @throws RecordException if it does not match
  public void verify() throws RecordException {
    int computed = crc.of(block, 0, length);
    int stored = block.intAt(length);
    if (computed != stored) {
      throw at(Damage.checksum(file, fileBytes, "payload with masked CRC32C", computed, stored));
    }
  }

  RecordException at(Damage damage) {
    return RecordException.at(file, recordNumber, byteOffset, damage);
  }

  /// Says whose bytes [#load] will load.
  void locate(Path from, long bytesWhenOpened, long number, long offset) {
    length = 0;
    file = from;
    fileBytes = bytesWhenOpened;
    recordNumber = number;
    byteOffset = offset;
  }

  /// Copies the payload and its CRC out of the stream, which stands behind the header.
  void load(ByteStream stream, int payloadBytes) throws Damage {
    int wanted = payloadBytes + CRC_BYTES;
    int have =
        stream.remaining() == ByteStream.UNKNOWN
            ? loadStepwise(stream, wanted)
            : loadAtOnce(stream, wanted);
    if (have < payloadBytes) {
      throw new Damage(
          "record truncated: " + have + " bytes of payload", payloadBytes + ", as its header says");
    }
    if (have < wanted) {
      throw new Damage("record truncated: " + (have - payloadBytes) + " bytes of checksum", "4");
    }
    length = payloadBytes;
  }

  private int loadAtOnce(ByteStream stream, int wanted) throws Damage {
    int there = (int) Math.min(wanted, stream.remaining());
    if (there < wanted) {
      return there;
    }
    block.ensure(wanted, 0);
    return stream.read(block, 0, wanted);
  }

  /// Grows only as bytes arrive: a header must not make a small file cost a lot of memory.
  private int loadStepwise(ByteStream stream, int wanted) throws Damage {
    int have = 0;
    int step = FIRST_STEP_BYTES;
    while (have < wanted) {
      int n = Math.min(wanted - have, step);
      block.ensure(have + n, have);
      int read = stream.read(block, have, n);
      have += read;
      if (read < n) {
        return have;
      }
      step = have;
    }
    return have;
  }
}
