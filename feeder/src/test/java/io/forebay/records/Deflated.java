package io.forebay.records;

import io.forebay.fuzz.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Gzip and zlib files made and read with the JDK alone.
final class Deflated {
  private static final int MOST = 16 << 20; // no input inflates to more

  private Deflated() {}

  /// The bytes as deflated data.
  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + 100];
      return Arrays.copyOf(out, deflater.deflate(out));
    } finally {
      deflater.end();
    }
  }

  /// What the data inflates to, up to the place where it is damaged or ends.
  private static byte[] inflate(byte[] deflated) {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      inflater.setInput(deflated);
      byte[] piece = new byte[1 << 14];
      for (int n = inflater.inflate(piece);
          n > 0 && out.size() < MOST;
          n = inflater.inflate(piece)) {
        out.write(piece, 0, n);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      return out.toByteArray();
    } finally {
      inflater.end();
    }
  }

  /// A zlib file of that data.
  static byte[] zlib(byte[] deflated) {
    Adler32 adler = new Adler32();
    adler.update(inflate(deflated));
    return ByteBuffer.allocate(deflated.length + 6)
        .put((byte) 0x78)
        .put((byte) 0x9c)
        .put(deflated)
        .putInt((int) adler.getValue())
        .array();
  }

  /// A gzip member of that data, whose header has the optional parts that these flags say.
  static byte[] gzip(byte[] deflated, int flags) {
    byte[] header = header(flags & 0x1f);
    byte[] inflated = inflate(deflated);
    CRC32 crc = new CRC32();
    crc.update(inflated);
    return ByteBuffer.allocate(header.length + deflated.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(header)
        .put(deflated)
        .putInt((int) crc.getValue())
        .putInt(inflated.length)
        .array();
  }

  private static byte[] header(int flags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 3});
    out.writeBytes((flags & 4) != 0 ? new byte[] {3, 0, 'a', 'b', 'c'} : new byte[0]);
    out.writeBytes((flags & 8) != 0 ? new byte[] {'n', 0} : new byte[0]);
    out.writeBytes((flags & 16) != 0 ? new byte[] {'c', 'o', 0} : new byte[0]);
    if ((flags & 2) != 0) {
      CRC32 crc = new CRC32();
      crc.update(out.toByteArray());
      out.write((int) crc.getValue());
      out.write((int) crc.getValue() >>> 8);
    }
    return out.toByteArray();
  }

  /// What the JDK makes of the file, or null if it refuses it.
  static byte @Nullable [] readByJdk(byte[] file) {
    try (InputStream in =
        (file[0] & 0xff) == 0x1f
            ? new GZIPInputStream(new ByteArrayInputStream(file))
            : new InflaterInputStream(new ByteArrayInputStream(file))) {
      return in.readNBytes(MOST);
    } catch (IOException e) {
      return null;
    }
  }

  /// A file in the way that the options say: any bytes as deflated data, or records that are
  /// deflated, in one container or two.
  static byte[] file(int options, Input input) {
    boolean isGzip = (options & 1) != 0;
    boolean isDeflated = (options & 2) != 0;
    int flags = input.next();
    int firstBytes = (options & 4) != 0 ? input.next() : Integer.MAX_VALUE / 2;
    byte[] first = isDeflated ? input.next(firstBytes) : input.rest();
    if (!isDeflated) {
      byte[] records = FrameWalk.repaired(first);
      int split = Math.min(firstBytes, records.length);
      first = deflate(Arrays.copyOf(records, split));
      byte[] second = deflate(Arrays.copyOfRange(records, split, records.length));
      return joined(isGzip, flags, first, split < records.length ? second : null);
    }
    return joined(isGzip, flags, first, isGzip && (options & 4) != 0 ? input.rest() : null);
  }

  private static byte[] joined(boolean isGzip, int flags, byte[] first, byte @Nullable [] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(isGzip ? gzip(first, flags) : zlib(first));
    if (second != null) {
      out.writeBytes(isGzip ? gzip(second, flags >> 4) : zlib(second));
    }
    return out.toByteArray();
  }
}
