package io.forebay.records;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A gzip (one member or several) or zlib stream, inflated; headers, checksums and lengths are
/// checked.
///
/// One instance is used for one file after the other, see [#start]: its inflater and its memory are
/// made once.
final class InflatingStream implements ByteStream {
  private static final int IN_BYTES = 1 << 16;
  private static final int OUT_BYTES = 1 << 18;

  private final Inflater inflater = new Inflater(true);
  private final Container gzip = new Gzip(new CRC32());
  private final Container zlib = new Zlib(new Adler32());
  private final CompressedInput in = new CompressedInput(new Block(null, IN_BYTES));
  private final Block out = new Block(null, OUT_BYTES);
  private Container container = zlib; // of the file now read
  private boolean inMember;
  private int next; // of the inflated bytes
  private int limit;

  /// Reads `raw` from its first byte on.
  InflatingStream start(ByteStream raw, Compression compression) throws Damage {
    container = compression == Compression.GZIP ? gzip : zlib;
    in.start(raw);
    rewind();
    return this;
  }

  @Override
  public int read(Block to, int at, int n) throws Damage {
    int done = 0;
    while (done < n && (next < limit || refill())) {
      int piece = Math.min(n - done, limit - next);
      MemorySegment.copy(out.memory(), next, to.memory(), at + done, piece);
      next += piece;
      done += piece;
    }
    return done;
  }

  private boolean refill() throws Damage {
    next = 0;
    limit = 0;
    while (limit == 0) {
      if (!inMember && !beginMember()) {
        return false;
      }
      limit = inflate();
      if (limit > 0) {
        container.checksum().update(out.view(0, limit));
        container.add(limit);
      }
      if (inflater.finished()) {
        inMember = false;
        container.readTrailer(in);
      } else if (limit == 0) {
        feed();
      }
    }
    return true;
  }

  private boolean beginMember() throws Damage {
    if (!container.readHeader(in)) {
      return false;
    }
    inflater.reset();
    inflater.setInput(in.buffer());
    inMember = true;
    return true;
  }

  private int inflate() throws Damage {
    ByteBuffer room = out.view(0, out.capacity());
    try {
      return inflater.inflate(room);
    } catch (DataFormatException e) {
      throw new Damage(container + " data damaged: " + e.getMessage(), "what was compressed", e);
    }
  }

  private void feed() throws Damage {
    if (!inflater.needsInput()) {
      throw new Damage(container + " data needs a dictionary", "none");
    }
    if (!in.fill()) {
      throw new Damage(container + " data truncated", "a complete file");
    }
    inflater.setInput(in.buffer());
  }

  @Override
  public long remaining() {
    return UNKNOWN;
  }

  @Override
  public void rewind() throws Damage {
    in.rewind();
    container.restart();
    inMember = false;
    next = 0;
    limit = 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
