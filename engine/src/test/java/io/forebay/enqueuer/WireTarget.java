package io.forebay.enqueuer;

import io.forebay.queue.AllocatedBytes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// Any bytes as what an enqueuer and a worker process say to each other: one byte tells what is
/// read from the rest. It is read, or is an `IOException`; and a length that it merely claims costs
/// nothing.
public final class WireTarget {
  private static final long MOST_HEAP = 1 << 20;
  private static final long MOST_HEAP_PER_BYTE = 256;

  private static final AllocatedBytes ALLOCATED = allocated();

  private WireTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    if (excess(input) > 0 && excess(input) > 0) { // the first time classes are loaded
      throw new AssertionError("heap of an input of " + input.length + " bytes");
    }
  }

  private static long excess(byte[] input) {
    try {
      long before = ALLOCATED.soFar();
      read(new DataInputStream(new ByteArrayInputStream(input)));
      return ALLOCATED.soFar() - before - MOST_HEAP - MOST_HEAP_PER_BYTE * input.length;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void read(DataInputStream from) {
    try {
      switch (from.readByte() & 3) {
        case 0 -> Wire.Greeting.readFrom(from);
        case 1 -> Wire.Result.readFrom(from);
        case 2 -> RemoteFailure.readFrom(from);
        default -> Wire.readText(from);
      }
    } catch (IOException refused) {
      return; // as documented
    }
  }

  private static AllocatedBytes allocated() {
    try {
      return new AllocatedBytes();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
