package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.fuzz.CountedArena;
import io.forebay.fuzz.Input;
import io.forebay.fuzz.Limit;
import io.forebay.fuzz.Workplace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/// Any bytes as a file of records: one byte of options, then the file. A second, simple reading of
/// the framing says what must come out, mapped and through a channel.
public final class FramingTarget {
  /// A buffer grows to twice the longest record, and each of three readings has one.
  private static final Limit LIMIT = new Limit(1 << 20, 256, 1 << 20, 8);

  private static final int REPAIR = 1;
  private static final int SOURCE = 2;
  private static final long[] LONGEST = {
    TfRecordReader.MAX_RECORD_BYTES, TfRecordReader.LONGEST_BYTES, 16, 0
  };

  private FramingTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, FramingTarget::read);
  }

  private static void read(byte[] bytes) throws IOException {
    Input input = new Input(bytes);
    int options = input.next();
    long longest = LONGEST[options >> 2 & 3];
    byte[] content = (options & REPAIR) != 0 ? FrameWalk.repaired(input.rest()) : input.rest();
    Path file = Workplace.file("framing", content);
    try (Arena arena = new CountedArena()) {
      ReadThrough mapped = ReadThrough.mapped(file, arena, longest);
      mapped.requireOneLine(file);
      mapped.requireSame(ReadThrough.channel(file, arena, longest));
      FrameWalk expected = FrameWalk.of(content, longest);
      if (!looksCompressed(content, expected)) {
        mapped.requireSame(expected);
        if ((options & SOURCE) != 0) {
          readAsSource(file, longest, expected);
        }
      }
    }
  }

  /// Such a file goes to the inflater.
  private static boolean looksCompressed(byte[] file, FrameWalk walk) {
    if (file.length < 2 || !walk.records.isEmpty() || FrameWalk.hasHeader(file)) {
      return false;
    }
    int first = file[0] & 0xff;
    return first == 0x1f && (file[1] & 0xff) == 0x8b || first == 0x78;
  }

  /// A source ends with the first record that is not right.
  private static void readAsSource(Path file, long longest, FrameWalk expected) {
    long right = expected.records.stream().takeWhile(FrameWalk.Found::right).count();
    boolean fails = expected.damaged || right < expected.records.size();
    RecordBuffer record = new RecordBuffer();
    long read = 0;
    boolean failed = false;
    try (TfRecordSource source = new TfRecordSource(List.of(file, file), 2, longest)) {
      while (source.next(record)) {
        read++;
      }
    } catch (RecordException e) {
      failed = true;
    }
    assertEquals(fails, failed);
    assertEquals(fails ? right : 4 * right, read);
  }
}
