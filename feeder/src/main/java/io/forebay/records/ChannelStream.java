package io.forebay.records;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file read through a channel and a block that reads ahead.
final class ChannelStream implements ByteStream {
  private final FileChannel channel;
  private final long bytes;
  private final Block ahead;
  private long position; // of the next byte that the caller gets
  private int next; // the same byte's place in the block
  private int limit; // end of what was read ahead

  private ChannelStream(FileChannel channel, Block ahead) throws IOException {
    this.channel = channel;
    this.bytes = channel.size();
    this.ahead = ahead;
  }

  static ChannelStream open(Path file, Block ahead) throws Damage {
    try {
      return new ChannelStream(FileChannel.open(file, StandardOpenOption.READ), ahead);
    } catch (IOException e) {
      throw Damage.unreadable(e);
    }
  }

  @Override
  public int read(Block to, int at, int n) throws Damage {
    int wanted = (int) Math.min(n, remaining());
    int done = 0;
    while (done < wanted) {
      if (next == limit) {
        readAhead();
      }
      int piece = Math.min(wanted - done, limit - next);
      MemorySegment.copy(ahead.memory(), next, to.memory(), at + done, piece);
      next += piece;
      position += piece;
      done += piece;
    }
    return wanted;
  }

  private void readAhead() throws Damage {
    try {
      next = 0;
      limit = Math.max(0, channel.read(ahead.view(0, ahead.capacity()), position));
    } catch (IOException e) {
      throw Damage.unreadable(e);
    }
    if (limit == 0) {
      throw Damage.shrank(null);
    }
  }

  @Override
  public long remaining() {
    return bytes - position;
  }

  @Override
  public void rewind() {
    position = 0;
    next = 0;
    limit = 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      position = bytes; // nothing is lost: the channel only reads
    }
  }
}
