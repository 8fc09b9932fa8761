package io.forebay.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The framing of a file read a second time, in the simplest way, as the oracle; and files repaired
/// so that what lies behind the checksums is reached.
final class FrameWalk {
  /// A record, and whether its checksum is right.
  record Found(byte[] payload, boolean right) {}

  private static final int HEADER = 12;

  final List<Found> records = new ArrayList<>();
  boolean damaged; // behind the last record
  long offset; // where that is

  private FrameWalk() {}

  /// The records in these bytes.
  static FrameWalk of(byte[] bytes, long maxRecordBytes) {
    FrameWalk walk = new FrameWalk();
    ByteBuffer in = little(bytes);
    while (in.hasRemaining() && !walk.damaged) {
      walk.offset = in.position();
      walk.damaged = !walk.readRecord(in, maxRecordBytes);
    }
    return walk;
  }

  private boolean readRecord(ByteBuffer in, long maxRecordBytes) {
    if (in.remaining() < HEADER) {
      return false;
    }
    byte[] header = new byte[Long.BYTES];
    in.get(header);
    long length = little(header).getLong();
    boolean right = in.getInt() == Frames.maskedCrc(header);
    if (!right || length < 0 || length > maxRecordBytes || length + 4 > in.remaining()) {
      return false;
    }
    byte[] payload = new byte[(int) length];
    in.get(payload);
    records.add(new Found(payload, in.getInt() == Frames.maskedCrc(payload)));
    return true;
  }

  /// True if the bytes begin with a length and its checksum.
  static boolean hasHeader(byte[] bytes) {
    return bytes.length >= HEADER
        && little(bytes).getInt(Long.BYTES) == Frames.maskedCrc(Arrays.copyOf(bytes, Long.BYTES));
  }

  /// The same lengths and payloads with the checksums that belong to them.
  static byte[] repaired(byte[] bytes) {
    byte[] copy = bytes.clone();
    ByteBuffer out = little(copy);
    while (out.remaining() >= HEADER) {
      int at = out.position();
      long length = out.getLong();
      out.putInt(Frames.maskedCrc(Arrays.copyOfRange(copy, at, at + Long.BYTES)));
      if (length < 0 || length > out.remaining() - 4) {
        return copy;
      }
      int start = out.position();
      int end = start + (int) length;
      out.position(end).putInt(Frames.maskedCrc(Arrays.copyOfRange(copy, start, end)));
    }
    return copy;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
