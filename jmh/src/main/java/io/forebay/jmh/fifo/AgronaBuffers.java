package io.forebay.jmh.fifo;

import io.forebay.jmh.Kernels;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/// What both of Agrona's rings need.
final class AgronaBuffers {
  static final int MESSAGE = 1;
  static final int MOST = 64;
  private static final int LARGEST_MESSAGES = 8; // a message may take an eighth of the ring

  private AgronaBuffers() {}

  /// Memory for at least so many messages.
  static UnsafeBuffer forMessages(int count, int bytes) {
    long record = BitUtil.align(bytes + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);
    int capacity =
        BitUtil.findNextPositivePowerOfTwo(
            Math.toIntExact(record * Math.max(count, LARGEST_MESSAGES)));
    UnsafeBuffer buffer =
        new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(
                capacity + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH * 2));
    buffer.setMemory(0, buffer.capacity(), (byte) 0);
    return buffer;
  }

  /// Adds up what it reads.
  static final class Reader implements MessageHandler {
    private final int words;
    private long sum;

    Reader(int words) {
      this.words = words;
    }

    @Override
    public void onMessage(int type, MutableDirectBuffer buffer, int index, int length) {
      sum += Kernels.sum(buffer, index, words);
    }

    long sum() {
      return sum;
    }
  }
}
