package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.fuzz.Input;
import io.forebay.fuzz.Limit;
import io.forebay.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any text as feature specifications, one a line. What is accepted is written as it is read.
public final class FeatureTarget {
  private static final Limit LIMIT = new Limit(1 << 20, 4096, 1 << 16, 64);

  private static final int MOST = 16; // every refusal costs some kilobytes

  private FeatureTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, bytes -> read(new Input(bytes).text()));
  }

  private static void read(String text) {
    parse(text);
    List<FeatureSpec> features = new ArrayList<>();
    text.lines()
        .limit(MOST)
        .forEach(line -> {
          FeatureSpec feature = parse(line);
          if (feature != null) {
            features.add(feature);
          }
          readDtype(line);
        });
    try {
      assertEquals(features, ExampleParser.of(features).newInstance().features());
    } catch (IllegalArgumentException e) {
      boolean distinct =
          features.stream().map(FeatureSpec::name).distinct().count() == features.size();
      assertTrue(features.isEmpty() || !distinct, e.getMessage());
    }
  }

  private static @Nullable FeatureSpec parse(String text) {
    try {
      FeatureSpec feature = FeatureSpec.parse(text);
      assertEquals(feature, FeatureSpec.parse(feature.toString()));
      assertTrue(feature.tensorSpec().byteSize() >= 0);
      return feature;
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return null;
    }
  }

  private static void readDtype(String name) {
    try {
      assertEquals(name, DType.named(name).typeName());
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().startsWith("dtype: "), e.getMessage());
    }
  }
}
