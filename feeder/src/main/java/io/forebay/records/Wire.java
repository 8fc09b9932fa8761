package io.forebay.records;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads protobuf's wire format out of memory, never past the limit it is given. Reused; not
/// thread-safe.
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int DELIMITED = 2;
  static final int GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final int MAX_GROUP_DEPTH = 100; // as protobuf's own
  private static final int VARINT_BITS = 70; // ten bytes of seven
  private static final long MAX_TAG = 0xffff_ffffL;
  private static final String WELL_FORMED = "a serialised tf.Example";

  private MemorySegment memory = MemorySegment.NULL;
  private long position;

  /// The tag of a field with this number and wire type.
  static int tag(int field, int type) {
    return field << 3 | type;
  }

  void start(MemorySegment bytes) {
    memory = bytes;
    position = 0;
  }

  MemorySegment memory() {
    return memory;
  }

  long position() {
    return position;
  }

  void position(long newPosition) {
    position = newPosition;
  }

  /// A varint of up to ten bytes; bits above the 64th are dropped, as protobuf does.
  long varint(long limit) throws Damage {
    long at = position;
    if (at < limit) {
      byte only = memory.get(ValueLayout.JAVA_BYTE, at);
      if (only >= 0) {
        position = at + 1;
        return only;
      }
    }
    return longVarint(at, limit);
  }

  private long longVarint(long start, long limit) throws Damage {
    long value = 0;
    long at = start;
    for (int shift = 0; shift < VARINT_BITS; shift += 7) {
      if (at >= limit) {
        throw malformed("varint cut off", start);
      }
      byte next = memory.get(ValueLayout.JAVA_BYTE, at++);
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        position = at;
        return value;
      }
    }
    throw malformed("varint of more than 10 bytes", start);
  }

  /// Field number and wire type of the next field.
  int tag(long limit) throws Damage {
    long start = position;
    long tag = varint(limit);
    if (tag < 0 || tag > MAX_TAG || tag >>> 3 == 0) {
      throw malformed("field number out of range", start);
    }
    return (int) tag;
  }

  /// Reads a length; where its bytes end. The position is where they start.
  long delimitedEnd(long limit) throws Damage {
    long start = position;
    long length = varint(limit);
    if (length < 0 || length > limit - position) {
      throw malformed(
          "length " + Long.toUnsignedString(length) + " with " + (limit - position) + " bytes left",
          start);
    }
    return position + length;
  }

  int fixed32(long limit) throws Damage {
    long start = position;
    advance(Integer.BYTES, limit);
    return memory.get(Block.INT, start);
  }

  /// Passes over the value of a field that nobody asked for.
  void skip(int tag, long limit) throws Damage {
    skip(tag, limit, 0);
  }

  private void skip(int tag, long limit, int depth) throws Damage {
    switch (tag & 7) {
      case VARINT -> varint(limit);
      case FIXED64 -> advance(Long.BYTES, limit);
      case DELIMITED -> position = delimitedEnd(limit);
      case GROUP -> skipGroup(tag, limit, depth + 1);
      case FIXED32 -> advance(Integer.BYTES, limit);
      default -> throw malformed("wire type " + (tag & 7) + " where no group ends", position);
    }
  }

  private void skipGroup(int groupTag, long limit, int depth) throws Damage {
    if (depth > MAX_GROUP_DEPTH) {
      throw malformed("groups nested more than " + MAX_GROUP_DEPTH + " deep", position);
    }
    int end = groupTag - GROUP + END_GROUP;
    for (int tag = tag(limit); tag != end; tag = tag(limit)) {
      skip(tag, limit, depth);
    }
  }

  private void advance(int bytes, long limit) throws Damage {
    if (bytes > limit - position) {
      throw malformed("value cut off", position);
    }
    position += bytes;
  }

  static Damage malformed(String what, long at) {
    return new Damage(
        "malformed tf.Example: " + what + " at byte " + at + " of the payload", WELL_FORMED);
  }
}
