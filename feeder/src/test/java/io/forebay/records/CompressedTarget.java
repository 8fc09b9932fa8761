package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.forebay.fuzz.CountedArena;
import io.forebay.fuzz.Input;
import io.forebay.fuzz.Limit;
import io.forebay.fuzz.Workplace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Compressed files: one byte of options, then the file itself, or deflated data or records that
/// are put into a right container first, so that the fuzzer need not guess checksums. What the
/// reader takes to its end, the JDK inflates to the same bytes.
public final class CompressedTarget {
  /// Deflated data is up to 1,032 times as long as what it was made of. A record buffer grows to
  /// twice the bytes that came, and all that it outgrew stays in the arena; there are two of them.
  private static final Limit LIMIT = new Limit(1 << 20, 30 * 1032, 6 << 20, 8 * 1032);

  private static final int AS_IT_IS = 8;

  private CompressedTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, CompressedTarget::read);
  }

  private static void read(byte[] bytes) throws IOException {
    Input input = new Input(bytes);
    int options = input.next();
    byte[] content = (options & AS_IT_IS) != 0 ? input.rest() : Deflated.file(options, input);
    Path file = Workplace.file("compressed", content);
    try (Arena arena = new CountedArena()) {
      long longest = TfRecordReader.MAX_RECORD_BYTES;
      ReadThrough mapped = ReadThrough.mapped(file, arena, longest);
      mapped.requireOneLine(file);
      mapped.requireSame(ReadThrough.channel(file, arena, longest));
      if (mapped.failure == null && !FrameWalk.hasHeader(content) && content.length > 0) {
        byte[] inflated = Deflated.readByJdk(content);
        assertNotNull(inflated, "accepted, but not by the JDK");
        mapped.requireSame(FrameWalk.of(inflated, longest));
      }
    }
  }
}
