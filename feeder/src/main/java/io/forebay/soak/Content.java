package io.forebay.soak;

import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What an element holds: in front its producer, its sequence number, the length of its data and a
/// CRC32C over these and the data; then the data, which follow from the number. A priority queue's
/// have a priority before all that.
///
/// One object a thread, used for one element after the other; allocates nothing.
final class Content {
  private static final int HEADER = 3; // numbers that the checksum covers
  static final int HEAD = HEADER + 1; // the checksum behind them
  private static final int HEADER_BYTES = HEADER * Long.BYTES;
  private static final int PRIORITIES = 8;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final Kind kind;
  private final int width;
  private final byte[] bytes;
  private final ByteBuffer view;
  private final CRC32C crc = new CRC32C();
  private int producer;
  private long sequence;
  private int length;

  Content(Kind kind, int width) {
    this.kind = kind;
    this.width = width;
    this.bytes = new byte[HEADER_BYTES + width + Long.BYTES];
    this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The components, but for the priority.
  static TensorSpec[] spec(Kind kind, int width) {
    return new TensorSpec[] {
      TensorSpec.of(DType.INT64, HEAD),
      TensorSpec.of(DType.UINT8, kind.varies() ? Shape.UNKNOWN : width)
    };
  }

  /// The most bytes of an element.
  static long bytes(Kind kind, int width) {
    return (kind.hasPriority() ? HEAD + 1L : HEAD) * Long.BYTES + width;
  }

  /// How long the data of that element are.
  int lengthOf(int ofProducer, long number) {
    return kind.varies()
        ? (int) Long.remainderUnsigned(mix(ofProducer, number), width + 1L)
        : width;
  }

  /// Writes that element, with data of that length, into row `row` of the tensors.
  void write(int byProducer, long number, int dataLength, Tensor[] to, int row) {
    make(byProducer, number, dataLength);
    int c = kind.hasPriority() ? 1 : 0;
    if (c > 0) {
      to[0].setLong(row, priority(number));
    }
    put(to[c], to[c + 1], row);
  }

  /// Writes that element in place.
  void write(int byProducer, long number, Element slot) {
    make(byProducer, number, width);
    int c = kind.hasPriority() ? 1 : 0;
    if (c > 0) {
      slot.component(0).setLong(0, priority(number));
    }
    put(slot.component(c), slot.component(c + 1), 0);
  }

  private void make(int byProducer, long number, int dataLength) {
    producer = byProducer;
    sequence = number;
    length = dataLength;
    view.putLong(0, producer);
    view.putLong(Long.BYTES, sequence);
    view.putLong(2 * Long.BYTES, length);
    long state = mix(byProducer, number);
    for (int i = 0; i < length; i += Long.BYTES) {
      state += MIX;
      view.putLong(HEADER_BYTES + i, state ^ (state >>> 29));
    }
  }

  private void put(Tensor head, Tensor data, int row) {
    for (int i = 0; i < HEADER; i++) {
      head.setLong((long) row * HEAD + i, view.getLong(i * Long.BYTES));
    }
    head.setLong((long) row * HEAD + HEADER, checksum());
    MemorySegment base = data.base();
    long at = data.byteOffset() + (long) row * length;
    MemorySegment.copy(bytes, HEADER_BYTES, base, ValueLayout.JAVA_BYTE, at, length);
  }

  private long checksum() {
    crc.reset();
    crc.update(bytes, 0, HEADER_BYTES + length);
    return crc.getValue();
  }

  /// Reads row `row` of `rows` rows of the tensors, and checks it.
  ///
  /// @return what is wrong with it, or null
  @Nullable String read(Tensor[] from, int rows, int row) {
    int c = kind.hasPriority() ? 1 : 0;
    Tensor head = from[c];
    Tensor data = from[c + 1];
    long first = (long) row * HEAD;
    long stride = data.elementCount() / rows;
    producer = (int) head.getLong(first);
    sequence = head.getLong(first + 1);
    long claimed = head.getLong(first + 2);
    if (claimed < 0 || claimed > stride || stride > width) {
      return "row " + row + " of " + rows + ": length " + claimed + " of " + stride;
    }
    length = (int) claimed;
    for (int i = 0; i < HEADER; i++) {
      view.putLong(i * Long.BYTES, head.getLong(first + i));
    }
    long at = data.byteOffset() + row * stride;
    MemorySegment.copy(data.base(), ValueLayout.JAVA_BYTE, at, bytes, HEADER_BYTES, length);
    if (checksum() != head.getLong(first + HEADER)) {
      return "element " + this + ": checksum";
    }
    if (c > 0 && from[0].getLong(row) != priority(sequence)) {
      return "element " + this + ": priority " + from[0].getLong(row);
    }
    for (long i = row * stride + length; i < (row + 1) * stride; i++) {
      if (data.getByte(i) != 0) {
        return "element " + this + ": padding";
      }
    }
    return null;
  }

  /// Who wrote what was read last.
  int producer() {
    return producer;
  }

  /// Which of its producer's elements was read last.
  long sequence() {
    return sequence;
  }

  static long priority(long number) {
    return Long.remainderUnsigned(mix(0, number), PRIORITIES);
  }

  private static long mix(int ofProducer, long number) {
    long mixed = (number + 1) * MIX + ofProducer * 0xbf58476d1ce4e5b9L;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public String toString() {
    return sequence + " of producer " + producer;
  }
}
