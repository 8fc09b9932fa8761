package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Files that TensorFlow wrote, against what protobuf-java finds in them.
final class RealDataTest {
  private static final List<FeatureSpec> TAXI =
      List.of(
          FeatureSpec.parse("fare:float32[]=0"),
          FeatureSpec.parse("trip_seconds:int32[]=-1"),
          FeatureSpec.parse("pickup_census_tract:int64[]=0"),
          FeatureSpec.parse("trip_start_timestamp:int64[]"),
          FeatureSpec.parse("pickup_latitude:float64[]=0"),
          FeatureSpec.parse("trip_start_hour:uint8[]"),
          FeatureSpec.parse("trip_miles:float32[]=0"),
          FeatureSpec.parse("dropoff_longitude:float32[1]=-87.6"));

  /// Compares every value of every record; how many values were defaults.
  private static int compare(Path file, int records, List<FeatureSpec> specs) throws IOException {
    ExampleParser parser = ExampleParser.of(specs);
    RecordBuffer record = new RecordBuffer();
    int defaults = 0;
    try (Arena arena = Arena.ofConfined();
        TfRecordReader reader = TfRecordReader.open(file)) {
      Element slot =
          Element.of(
              parser.elementSpec(),
              parser.elementSpec().components().stream()
                  .map(c -> Tensor.allocate(arena, c))
                  .toArray(Tensor[]::new));
      for (int i = 0; i < records; i++) {
        assertTrue(reader.next(record));
        record.verify();
        parser.parse(record, slot);
        Map<String, Examples.Content> contents = Examples.decode(Frames.payload(record));
        for (int c = 0; c < specs.size(); c++) {
          List<?> values = contents.get(specs.get(c).name()).values();
          defaults += values.isEmpty() ? 1 : 0;
          compare(specs.get(c), values, slot.component(c));
        }
      }
      assertFalse(reader.next(record));
    }
    return defaults;
  }

  private static void compare(FeatureSpec spec, List<?> values, Tensor tensor) {
    for (int i = 0; i < tensor.elementCount(); i++) {
      Number expected = values.isEmpty() ? spec.defaultValue() : (Number) values.get(i);
      Number actual =
          switch (tensor.dtype()) {
            case FLOAT32 -> tensor.getFloat(i);
            case FLOAT64 -> tensor.getDouble(i);
            case UINT8 -> tensor.getByte(i) & 0xff;
            case INT32 -> tensor.getInt(i);
            default -> tensor.getLong(i);
          };
      if (expected == null || spec.dtype() == io.forebay.tensor.DType.FLOAT32) {
        assertEquals(expected == null ? Float.NaN : expected.floatValue(), actual, spec.name());
      } else {
        assertEquals(expected.doubleValue(), actual.doubleValue(), spec.name());
      }
    }
  }

  @Test
  void mnist() throws IOException {
    List<FeatureSpec> specs =
        List.of(
            FeatureSpec.parse("image_floats:float32[28,28]"),
            FeatureSpec.parse("image_class:int64[]"));
    assertEquals(0, compare(TestData.tfrecord("mnist.tfrecord"), 1000, specs));
  }

  @Test
  void taxiWithDefaults() throws IOException {
    int defaults = 0;
    int[] records = {826, 826, 826, 825};
    for (int i = 0; i < records.length; i++) {
      defaults += compare(TestData.tfrecord("taxi-0000" + i + ".tfrecord.gz"), records[i], TAXI);
    }
    assertTrue(defaults > 100, "defaults " + defaults);
  }

  @Test
  void penguin() throws IOException {
    List<FeatureSpec> specs =
        List.of(
            FeatureSpec.parse("species:int64[]"),
            FeatureSpec.parse("body_mass_g:float32[]"),
            FeatureSpec.parse("culmen_depth_mm:float32[1,1]"),
            FeatureSpec.parse("flipper_length_mm:float64[]"));
    assertEquals(0, compare(TestData.tfrecord("penguin.tfrecord.gz"), 234, specs));
  }

  @Test
  void sequenceExamplesAreRecordsToo() throws IOException {
    assertEquals(4500, Frames.readAll(TestData.tfrecord("sequence.tfrecord.gz")).size());
  }
}
