package io.forebay.records;

import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.memory.BulkCopy;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Where the values of one feature go. Values are written as they are met; whether they were right
/// is decided when the whole record has been seen, since protobuf lets later fields replace earlier
/// ones. Reused; not thread-safe.
final class FeatureSink {
  private static final int BYTES_KIND = 1;
  private static final int FLOAT_KIND = 2;
  private static final int INT64_KIND = 3;

  private static final int PACKED = Wire.tag(1, Wire.DELIMITED);
  private static final int ONE_FLOAT = Wire.tag(1, Wire.FIXED32);
  private static final int ONE_INT64 = Wire.tag(1, Wire.VARINT);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final FeatureSpec spec;
  private final DType dtype;
  private final int valueBytes;
  private final int wantedKind;
  private final long smallest;
  private final long largest;
  private final long expected;
  private final @Nullable Number defaultValue;
  private final long defaultBits;

  private MemorySegment base = MemorySegment.NULL; // of the record now parsed, as all below
  private long offset;
  private int kind; // field number in Feature, 0: not set
  private long count;
  private boolean outOfRange;
  private long firstOutOfRange;

  FeatureSink(FeatureSpec spec) {
    this.spec = spec;
    this.dtype = spec.dtype();
    this.valueBytes = dtype.bytes();
    this.wantedKind = Values.isFloat(dtype) ? FLOAT_KIND : INT64_KIND;
    this.smallest = Values.smallest(dtype);
    this.largest = Values.largest(dtype);
    this.expected = spec.shape().elementCount();
    this.defaultValue = spec.defaultValue();
    this.defaultBits = defaultValue == null ? 0 : Values.bits(dtype, defaultValue);
  }

  /// Begins a record, whose values go to this tensor.
  void begin(Tensor tensor) {
    base = tensor.base();
    offset = tensor.byteOffset();
    clear(0);
  }

  /// Begins a map entry of this feature: it replaces what an earlier one said.
  void clear(int newKind) {
    kind = newKind;
    count = 0;
    outOfRange = false;
  }

  /// Reads a Feature message, or one more piece of it, that ends at `end`.
  void merge(Wire wire, long end) throws Damage {
    while (wire.position() < end) {
      int tag = wire.tag(end);
      int field = tag >>> 3;
      if (field > INT64_KIND || (tag & 7) != Wire.DELIMITED) {
        wire.skip(tag, end);
        continue;
      }
      if (field != kind) {
        clear(field);
      }
      long listEnd = wire.delimitedEnd(end);
      if (field != wantedKind) {
        wire.position(listEnd);
      } else if (field == FLOAT_KIND) {
        floatList(wire, listEnd);
      } else {
        int64List(wire, listEnd);
      }
    }
  }

  private void floatList(Wire wire, long end) throws Damage {
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == PACKED) {
        packedFloats(wire, wire.delimitedEnd(end));
      } else if (tag == ONE_FLOAT) {
        put(Float.intBitsToFloat(wire.fixed32(end)));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private void packedFloats(Wire wire, long end) throws Damage {
    long start = wire.position();
    if ((end - start) % Float.BYTES != 0) {
      throw Wire.malformed("packed floats of " + (end - start) + " bytes", start);
    }
    if (dtype == DType.FLOAT32) {
      long values = (end - start) / Float.BYTES;
      long fitting = Math.clamp(expected - count, 0, values);
      BulkCopy.copy(
          wire.memory(), start, base, offset + count * Float.BYTES, fitting * Float.BYTES);
      count += values;
      wire.position(end);
      return;
    }
    while (wire.position() < end) {
      put(Float.intBitsToFloat(wire.fixed32(end)));
    }
  }

  private void int64List(Wire wire, long end) throws Damage {
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == PACKED) {
        long packedEnd = wire.delimitedEnd(end);
        while (wire.position() < packedEnd) {
          put(wire.varint(packedEnd));
        }
      } else if (tag == ONE_INT64) {
        put(wire.varint(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private void put(float value) {
    putBits(Values.bits(dtype, value));
  }

  private void put(long value) {
    if ((value < smallest || value > largest) && !outOfRange) {
      outOfRange = true;
      firstOutOfRange = value;
    }
    putBits(value);
  }

  private void putBits(long bits) {
    if (count < expected) {
      long at = offset + count * valueBytes;
      switch (valueBytes) {
        case 1 -> base.set(ValueLayout.JAVA_BYTE, at, (byte) bits);
        case 2 -> base.set(SHORT, at, (short) bits);
        case 4 -> base.set(Block.INT, at, (int) bits);
        default -> base.set(Block.LONG, at, bits);
      }
    }
    count++;
  }

  /// Ends the record: fills in the default, or says what was wrong.
  void finish() throws Damage {
    if (kind == wantedKind && count == expected && !outOfRange) {
      return;
    }
    if (kind != 0 || defaultValue == null) {
      throw wrong();
    }
    for (long i = 0; i < expected; i++) {
      putBits(defaultBits);
    }
  }

  private Damage wrong() {
    String feature = "feature \"" + spec.name() + "\": ";
    if (kind == 0) {
      String values = expected == 1 ? "1 value" : expected + " values";
      return new Damage(feature + "missing", values + ", or a default: " + spec + "=0");
    }
    if (kind != wantedKind) {
      return new Damage(
          feature + listName(kind), listName(wantedKind) + ", to become " + dtype + spec.shape());
    }
    if (count != expected) {
      return new Damage(
          feature + count + " values", expected + ", to become " + dtype + spec.shape());
    }
    return new Damage(feature + "value " + firstOutOfRange, Values.range(dtype));
  }

  private static String listName(int kind) {
    return switch (kind) {
      case BYTES_KIND -> "a bytes list";
      case FLOAT_KIND -> "a float list";
      default -> "an int64 list";
    };
  }
}
