package io.forebay.enqueuer;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an enqueuer and a worker process say to each other, on the standard input and output of the
/// worker. One command, one answer; the values of tensors are not among them.
///
/// ```
/// greeting   kind, class of the factory, arguments, seed               no answer
/// OPEN       slot, path of its file                                    DONE or FAILED
/// LOAD       index (no meaning to a generator), slot                   RESULT, NOTHING, END or FAILED
/// END_EPOCH                                                            DONE or FAILED
///
/// RESULT     bytes of the slot's file, tensors: dtype, dimensions, where in the file
/// FAILED     class of the exception, message, stack
/// ```
///
/// What is none of this is an `IOException`: user code may have written into the stream.
final class Wire {
  static final byte OPEN = 1;
  static final byte LOAD = 2;
  static final byte END_EPOCH = 3;

  static final byte DONE = 11;
  static final byte RESULT = 12;
  static final byte NOTHING = 13;
  static final byte END = 14;
  static final byte FAILED = 15;

  private static final int USUAL_RANK = 8;

  private Wire() {}

  /// What a worker process begins with.
  ///
  /// @param sequence true if the factory makes a sequence, false if a generator
  /// @param seed for a generator
  record Greeting(boolean sequence, String factory, List<String> args, long seed) {
    void writeTo(DataOutputStream to) throws IOException {
      to.writeBoolean(sequence);
      writeText(to, factory);
      to.writeInt(args.size());
      for (String arg : args) {
        writeText(to, arg);
      }
      to.writeLong(seed);
    }

    static Greeting readFrom(DataInputStream from) throws IOException {
      boolean sequence = from.readBoolean();
      String factory = readText(from);
      int count = readCount(from, "arguments");
      List<String> args = new ArrayList<>(); // grows as they come, as do all lists here
      for (int i = 0; i < count; i++) {
        args.add(readText(from));
      }
      return new Greeting(sequence, factory, args, from.readLong());
    }
  }

  /// Where a tensor lies in the file of a slot.
  record Place(DType dtype, Shape shape, long offset) {
    static void write(DataOutputStream to, Tensor tensor, long offset) throws IOException {
      writeText(to, tensor.dtype().typeName());
      to.writeInt(tensor.shape().rank());
      for (int axis = 0; axis < tensor.shape().rank(); axis++) {
        to.writeLong(tensor.shape().dim(axis));
      }
      to.writeLong(offset);
    }

    static Place readFrom(DataInputStream from) throws IOException {
      String dtype = readText(from);
      long[] dims = readDims(from);
      try {
        return new Place(DType.named(dtype), Shape.of(dims), from.readLong());
      } catch (IllegalArgumentException e) {
        throw new IOException("tensor: " + e.getMessage(), e);
      }
    }

    private static long[] readDims(DataInputStream from) throws IOException {
      int rank = readCount(from, "dimensions");
      long[] dims = new long[Math.min(rank, USUAL_RANK)];
      for (int axis = 0; axis < rank; axis++) {
        if (axis == dims.length) {
          dims = Arrays.copyOf(dims, (int) Math.min(rank, 2L * axis));
        }
        dims[axis] = from.readLong();
      }
      return dims;
    }

    private void requireWithin(long bytes) throws IOException {
      if (!shape.isFullyDefined() || offset < 0 || offset > bytes - least(bytes)) {
        throw new IOException(
            "tensor: "
                + dtype
                + shape
                + " at byte "
                + offset
                + " (expected: within "
                + bytes
                + ")");
      }
    }

    /// Bytes that it takes, of strings their table; more than `most` if it is more than that.
    private long least(long most) {
      int each = dtype.isFixedSize() ? dtype.bytes() : Long.BYTES;
      long values = shape.elementCount() + (dtype.isFixedSize() ? 0 : 1);
      return values < 0 || values > most / each ? Long.MAX_VALUE : values * each;
    }
  }

  /// Behind RESULT: where the tensors of an item lie.
  ///
  /// @param bytes size of the slot's file
  record Result(long bytes, List<Place> places) {
    static Result readFrom(DataInputStream from) throws IOException {
      long bytes = from.readLong();
      if (bytes < 0) {
        throw new IOException("file: " + bytes + " bytes (expected: at least 0)");
      }
      int count = readCount(from, "tensors");
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Place place = Place.readFrom(from);
        place.requireWithin(bytes);
        places.add(place);
      }
      return new Result(bytes, places);
    }
  }

  static void writeText(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private static int readCount(DataInputStream from, String what) throws IOException {
    int count = from.readInt();
    if (count < 0) {
      throw new IOException(what + ": " + count + " (expected: at least 0)");
    }
    return count;
  }

  static String readText(DataInputStream from) throws IOException {
    int length = readCount(from, "bytes of text");
    byte[] bytes = from.readNBytes(length); // memory for those that come, whatever the length says
    if (bytes.length < length) {
      throw new EOFException("text of " + bytes.length + " bytes (expected: " + length + ")");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
