package io.forebay.tensor;

import io.forebay.tensor.memory.BulkCopy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A typed view of memory: dtype, shape, base segment and byte offset; dense, row-major,
/// little-endian. It owns nothing.
///
/// A tensor of n strings is, in one piece, a table of n + 1 INT64 and behind it the data: value i
/// is bytes `table[i]` (inclusive) to `table[i + 1]` (exclusive) of the data. A view of some of
/// them lies in two pieces: its part of the table, and the same data.
///
/// Views ([#slice], [#reshape], [#row]) share the memory and never copy. The tensors of a batch, a
/// claim or a writer are made once and moved by their owner: they are valid until the release, and
/// they and every view taken of them throw `IllegalStateException` after it. What [#segment],
/// [#base] and [#asByteBuffer] returned is not guarded in that way.
///
/// Not thread-safe beyond what the memory is: a tensor may be read by several threads if nobody
/// writes or moves it.
public final class Tensor {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// What a base address is aligned to when a tensor is allocated: what DLPack asks for, in bytes.
  public static final long ALIGNMENT = 256;

  private static final long NOWHERE = -1;

  private final DType dtype;
  private final @Nullable Tensor owner;
  private final int ownerMoves;
  private Shape shape; // written by the owner of a moved tensor only
  private @Nullable MemorySegment
      base; // of a moved tensor: null, or where it lay last, while it lies nowhere
  private long offset; // NOWHERE while a moved tensor lies nowhere
  private long data; // where in base the data of strings begins
  private int moves;

  private Tensor(
      DType dtype,
      Shape shape,
      @Nullable MemorySegment base,
      long offset,
      long data,
      @Nullable Tensor owner) {
    this.dtype = dtype;
    this.shape = shape;
    this.base = base;
    this.offset = offset;
    this.data = data;
    this.owner = owner;
    this.ownerMoves = owner == null ? 0 : owner.moves;
  }

  /// The tensor that lies in `base` from byte `offset` on. The whole table of a string tensor is
  /// read once, and checked.
  ///
  /// @throws IllegalArgumentException if the shape is not fully defined, or a string would end
  ///   before it begins
  /// @throws IndexOutOfBoundsException if the segment is too short
  public static Tensor of(DType dtype, Shape shape, MemorySegment base, long offset) {
    if (dtype == DType.STRING) {
      long values = defined(shape).elementCount();
      StringTable.check(base, offset, values);
      return new Tensor(dtype, shape, base, offset, StringTable.end(offset, values), null);
    }
    long bytes = bytes(dtype, defined(shape));
    Objects.checkFromIndexSize(offset, bytes, base.byteSize());
    return new Tensor(dtype, shape, base, offset, 0, null);
  }

  private static long bytes(DType dtype, Shape shape) {
    try {
      return new TensorSpec(dtype, shape, "").byteSize();
    } catch (ArithmeticException e) {
      throw StringTable.tooShort(dtype.toString() + shape);
    }
  }

  /// A new tensor of zeros in memory of the arena, aligned to [#ALIGNMENT] bytes.
  ///
  /// @throws IllegalArgumentException if the shape is not fully defined, or the dtype is not of
  ///   fixed size
  public static Tensor allocate(Arena arena, DType dtype, Shape shape) {
    if (!dtype.isFixedSize()) {
      throw new IllegalArgumentException(
          "dtype: " + dtype + " (expected: a dtype of fixed size; for others ofStrings, ofBytes)");
    }
    long bytes = new TensorSpec(dtype, defined(shape), "").byteSize();
    return new Tensor(dtype, shape, arena.allocate(Math.max(1, bytes), ALIGNMENT), 0, 0, null);
  }

  /// A new tensor of zeros that fits the spec.
  public static Tensor allocate(Arena arena, TensorSpec spec) {
    return allocate(arena, spec.dtype(), spec.shape());
  }

  /// A new tensor of these strings, row-major and in UTF-8, in one piece of memory of the arena,
  /// aligned to [#ALIGNMENT] bytes.
  ///
  /// @throws IllegalArgumentException if the shape is not that of so many values
  public static Tensor ofStrings(Arena arena, Shape shape, String... values) {
    return ofBytes(arena, shape, StringTable.encoded(values));
  }

  /// As [#ofStrings], of strings that are given as their bytes; copies them.
  ///
  /// @throws IllegalArgumentException if the shape is not that of so many values
  public static Tensor ofBytes(Arena arena, Shape shape, byte[]... values) {
    if (shape.elementCount() != values.length) {
      throw new IllegalArgumentException(
          "values: " + values.length + " (expected: as many as the shape " + shape + " has)");
    }
    MemorySegment memory = StringTable.write(arena, values);
    return new Tensor(DType.STRING, shape, memory, 0, StringTable.end(0, values.length), null);
  }

  /// Type of the values.
  public DType dtype() {
    return dtype;
  }

  /// The dimensions, all of them known.
  public Shape shape() {
    live();
    return shape;
  }

  /// Number of values.
  public long elementCount() {
    live();
    return shape.elementCount();
  }

  /// Bytes of all values; of strings: those of a table and the data of these values, in one piece.
  public long byteSize() {
    return packedBytes(0, elementCount());
  }

  /// The segment this tensor lies in, from byte [#byteOffset] on; it may reach further on both
  /// sides. Allocates nothing.
  public MemorySegment base() {
    return live();
  }

  /// Where in [#base] the first value lies, or the table of strings begins, in bytes.
  public long byteOffset() {
    live();
    return offset;
  }

  /// Exactly the memory of this tensor. Allocates one small object.
  ///
  /// @throws UnsupportedOperationException if this is a view of strings that lies in two pieces,
  ///   see [TensorPacking] for a copy in one
  public MemorySegment segment() {
    MemorySegment memory = live();
    if (dtype == DType.STRING
        && !StringTable.isOnePiece(memory, offset, shape.elementCount(), data)) {
      throw new UnsupportedOperationException(
          "tensor: " + this + ", its table and its data apart (expected: in one piece)");
    }
    return memory.asSlice(offset, byteSize());
  }

  /// Exactly the memory of this tensor as a direct buffer in *native* order, at position 0, its
  /// limit the size in bytes. Allocates a small object or two; no copy.
  ///
  /// @throws UnsupportedOperationException if the tensor is larger than 2^31 - 1 bytes, or in two
  ///   pieces, see [#segment]
  public ByteBuffer asByteBuffer() {
    if (byteSize() > Integer.MAX_VALUE) {
      throw new UnsupportedOperationException(
          "tensor: " + byteSize() + " bytes (expected: at most 2147483647 for a ByteBuffer)");
    }
    return segment().asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /// True if the first value lies at a multiple of `bytes`.
  public boolean isAligned(long bytes) {
    return (live().address() + offset) % bytes == 0;
  }

  /// Rows `from` (inclusive) to `to` (exclusive) of the first dimension; shares the memory.
  ///
  /// @throws IndexOutOfBoundsException if there are no such rows
  public Tensor slice(long from, long to) {
    MemorySegment memory = live();
    Shape rest = shape.dropFirst();
    Objects.checkFromToIndex(from, to, shape.dim(0));
    return view(
        rest.prepend(to - from), memory, offset + from * rest.elementCount() * dtype.stride());
  }

  /// Row `index` of the first dimension, which it drops; shares the memory.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public Tensor row(long index) {
    MemorySegment memory = live();
    Shape rest = shape.dropFirst();
    Objects.checkIndex(index, shape.dim(0));
    return view(rest, memory, offset + index * rest.elementCount() * dtype.stride());
  }

  /// The same values under other dimensions; shares the memory.
  ///
  /// @throws IllegalArgumentException if the number of values differs
  public Tensor reshape(Shape other) {
    MemorySegment memory = live();
    if (other.elementCount() != shape.elementCount()) {
      throw new IllegalArgumentException(
          "shape: " + other + " (expected: " + shape.elementCount() + " values, as " + shape + ")");
    }
    return view(other, memory, offset);
  }

  /// Copies all values of `source`, which has the same dtype and shape. Not for strings: this
  /// tensor has no room for others.
  ///
  /// @throws IllegalArgumentException if it has not
  /// @throws UnsupportedOperationException if the dtype is not of fixed size
  public void copyFrom(Tensor source) {
    MemorySegment from = source.live();
    MemorySegment to = live();
    if (source.dtype != dtype || !source.shape.equals(shape)) {
      throw new IllegalArgumentException("source: " + source + " (expected: " + this + ")");
    }
    MemorySegment.copy(from, source.offset, to, offset, shape.elementCount() * dtype.bytes());
  }

  /// Sets every byte to 0. Not for strings.
  ///
  /// @throws UnsupportedOperationException if the dtype is not of fixed size
  public void zero() {
    live();
    dtype.bytes();
    segment().fill((byte) 0);
  }

  /// The value at `index` (row-major) of a tensor whose values are one byte long.
  public byte getByte(long index) {
    return live().get(ValueLayout.JAVA_BYTE, at(index, 1));
  }

  /// Sets the value at `index` (row-major) of a tensor whose values are one byte long.
  public void setByte(long index, byte value) {
    live().set(ValueLayout.JAVA_BYTE, at(index, 1), value);
  }

  /// The 16 bits at `index` (row-major) of a tensor whose values are two bytes long.
  public short getShort(long index) {
    return live().get(SHORT, at(index, 2));
  }

  /// Sets the 16 bits at `index` (row-major) of a tensor whose values are two bytes long.
  public void setShort(long index, short value) {
    live().set(SHORT, at(index, 2), value);
  }

  /// The 32 bits at `index` (row-major) of a tensor whose values are four bytes long.
  public int getInt(long index) {
    return live().get(INT, at(index, 4));
  }

  /// Sets the 32 bits at `index` (row-major) of a tensor whose values are four bytes long.
  public void setInt(long index, int value) {
    live().set(INT, at(index, 4), value);
  }

  /// The 64 bits at `index` (row-major) of a tensor whose values are eight bytes long.
  public long getLong(long index) {
    return live().get(LONG, at(index, 8));
  }

  /// Sets the 64 bits at `index` (row-major) of a tensor whose values are eight bytes long.
  public void setLong(long index, long value) {
    live().set(LONG, at(index, 8), value);
  }

  /// The value at `index` (row-major) of a FLOAT32 tensor.
  public float getFloat(long index) {
    return Float.intBitsToFloat(getInt(index));
  }

  /// Sets the value at `index` (row-major) of a FLOAT32 tensor.
  public void setFloat(long index, float value) {
    setInt(index, Float.floatToRawIntBits(value));
  }

  /// The value at `index` (row-major) of a FLOAT64 tensor.
  public double getDouble(long index) {
    return Double.longBitsToDouble(getLong(index));
  }

  /// Sets the value at `index` (row-major) of a FLOAT64 tensor.
  public void setDouble(long index, double value) {
    setLong(index, Double.doubleToRawLongBits(value));
  }

  /// Bytes of the string at `index` (row-major).
  ///
  /// @throws IllegalArgumentException if the dtype is not STRING
  public long stringLength(long index) {
    return StringTable.length(live(), string(index));
  }

  /// The bytes of the string at `index` (row-major); shares the memory. Allocates one small object.
  ///
  /// @throws IllegalArgumentException if the dtype is not STRING
  public MemorySegment stringBytes(long index) {
    return StringTable.value(live(), string(index), data);
  }

  /// The string at `index` (row-major), read as UTF-8; what is not UTF-8 becomes U+FFFD.
  ///
  /// @throws IllegalArgumentException if the dtype is not STRING
  public String getString(long index) {
    return StringTable.decoded(stringBytes(index));
  }

  static Tensor nowhere(DType dtype, Shape shape) {
    return new Tensor(dtype, shape, null, NOWHERE, 0, null);
  }

  void move(MemorySegment newBase, long newOffset, Shape newShape) {
    // a stored reference costs the collector's barrier, and most moves stay within one segment
    if (shape != newShape) {
      shape = newShape;
    }
    if (base != newBase) {
      base = newBase;
    }
    offset = newOffset;
    if (dtype == DType.STRING) {
      data = StringTable.end(newOffset, newShape.elementCount());
    }
    moves++;
  }

  void release() {
    base = null;
    withdraw();
  }

  void withdraw() {
    offset = NOWHERE;
    moves++;
  }

  /// Bytes that [#pack] writes.
  long packedBytes(long first, long count) {
    MemorySegment memory = live();
    return dtype == DType.STRING
        ? StringTable.packedBytes(memory, entry(first), count)
        : count * dtype.size;
  }

  /// Writes `count` values from number `first` on in one piece; both are the caller's concern.
  void pack(long first, long count, MemorySegment to, long at) {
    MemorySegment memory = live();
    if (dtype == DType.STRING) {
      StringTable.pack(memory, entry(first), count, data, to, at);
    } else {
      BulkCopy.copy(memory, offset + first * dtype.size, to, at, count * dtype.size);
    }
  }

  /// Writes rows of the first dimension, stacked, in one piece; the caller's concern.
  void packRows(int[] rows, int count, MemorySegment to, long at) {
    MemorySegment memory = live();
    if (dtype == DType.STRING) {
      long width = count == 0 ? 0 : shape.rowElementCount();
      StringTable.packRows(memory, offset, width, data, rows, count, to, at);
    } else {
      for (int i = 0; i < count; i++) {
        long values = shape.rowElementCount();
        pack(rows[i] * values, values, to, at + i * values * dtype.size);
      }
    }
  }

  private long entry(long index) {
    return offset + index * StringTable.ENTRY_BYTES;
  }

  private long string(long index) {
    if (dtype != DType.STRING) {
      throw new IllegalArgumentException("access: string (expected: " + dtype + ")");
    }
    return entry(Objects.checkIndex(index, shape.elementCount()));
  }

  private long at(long index, int bytes) {
    if (dtype.size != bytes) {
      throw wrongAccess(bytes);
    }
    return offset + Objects.checkIndex(index, shape.elementCount()) * bytes;
  }

  private IllegalArgumentException wrongAccess(int bytes) {
    String expected = dtype.isFixedSize() ? dtype.size + " bytes, a " + dtype : "a string";
    return new IllegalArgumentException("access: " + bytes + " bytes (expected: " + expected + ")");
  }

  private Tensor view(Shape other, MemorySegment memory, long from) {
    Tensor root = owner == null ? this : owner;
    return new Tensor(dtype, other, memory, from, data, root);
  }

  private MemorySegment live() {
    MemorySegment memory = base;
    if (memory == null || offset < 0 || (owner != null && owner.moves != ownerMoves)) {
      throw new IllegalStateException(
          "tensor: released (expected: use before its batch, claim or writer released it)");
    }
    return memory;
  }

  private static Shape defined(Shape shape) {
    if (!shape.isFullyDefined()) {
      throw new IllegalArgumentException("shape: " + shape + " (expected: fully defined)");
    }
    return shape;
  }

  /// `dtype[dims]`.
  @Override
  public String toString() {
    return dtype.toString() + shape;
  }
}
