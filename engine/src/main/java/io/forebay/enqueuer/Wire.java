package io.forebay.enqueuer;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
final class Wire {
  static final byte OPEN = 1;
  static final byte LOAD = 2;
  static final byte END_EPOCH = 3;

  static final byte DONE = 11;
  static final byte RESULT = 12;
  static final byte NOTHING = 13;
  static final byte END = 14;
  static final byte FAILED = 15;

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
      int count = from.readInt();
      List<String> args = new ArrayList<>(count);
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
      DType dtype = DType.named(readText(from));
      long[] dims = new long[from.readInt()];
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = from.readLong();
      }
      return new Place(dtype, Shape.of(dims), from.readLong());
    }
  }

  static void writeText(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static String readText(DataInputStream from) throws IOException {
    byte[] bytes = new byte[from.readInt()];
    from.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
