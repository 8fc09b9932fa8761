package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading, checking and parsing allocate nothing once everything is warm, epochs included.
final class SteadyStateTest {
  private static final int RECORDS = 100_000;
  private static final long TOLERANCE_BYTES = 64 << 10;

  @TempDir Path folder;

  private static byte[][] examples() {
    byte[][] payloads = new byte[1000][];
    for (int i = 0; i < payloads.length; i++) {
      Map<String, List<?>> values = new LinkedHashMap<>();
      List<Float> floats = new ArrayList<>();
      for (int f = 0; f < 100; f++) {
        floats.add((float) (i + f));
      }
      values.put("label", List.of((long) i));
      values.put("image", floats);
      values.put("text", List.of(ByteString.copyFromUtf8("not asked for")));
      values.put("fare", i % 3 == 0 ? List.of() : List.of(0.5f));
      payloads[i] = Examples.encode(values);
    }
    return payloads;
  }

  private static ExampleParser parser() {
    return ExampleParser.of(
        FeatureSpec.parse("image:float32[10,10]"),
        FeatureSpec.parse("label:int32[]"),
        FeatureSpec.parse("fare:float64[]=0"));
  }

  private static double pass(
      TfRecordSource source, RecordBuffer record, ExampleParser parser, Element slot)
      throws IOException {
    double sum = 0;
    for (int i = 0; i < RECORDS; i++) {
      if (!source.next(record)) {
        throw new IllegalStateException("the source ended");
      }
      parser.parse(record, slot);
      sum += slot.component(0).getFloat(99) + slot.component(1).getInt(0);
    }
    return sum;
  }

  private void assertNoGarbage(Path file) throws Exception {
    AllocatedBytes allocated = new AllocatedBytes();
    ExampleParser parser = parser();
    RecordBuffer record = new RecordBuffer();
    try (Arena arena = Arena.ofConfined();
        TfRecordSource source = new TfRecordSource(List.of(file), TfRecordSource.ENDLESS)) {
      Element slot =
          Element.of(
              parser.elementSpec(),
              parser.elementSpec().components().stream()
                  .map(c -> Tensor.allocate(arena, c))
                  .toArray(Tensor[]::new));
      pass(source, record, parser, slot);
      long before = allocated.now();
      pass(source, record, parser, slot);
      long bytes = allocated.now() - before;
      System.out.println(
          file.getFileName() + ": " + bytes + " bytes of heap for " + RECORDS + " records");
      assertTrue(bytes < TOLERANCE_BYTES, bytes + " bytes");
    }
  }

  @Test
  void plainFileMakesNoGarbage() throws Exception {
    assertNoGarbage(Frames.file(folder, "plain", Frames.frames(examples())));
  }

  @Test
  void gzipFileMakesNoGarbage() throws Exception {
    assertNoGarbage(Frames.file(folder, "gzip", Frames.gzip(Frames.frames(examples()))));
  }

  @Test
  void zlibFileMakesNoGarbage() throws Exception {
    assertNoGarbage(Frames.file(folder, "zlib", Frames.zlib(Frames.frames(examples()))));
  }
}
