package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What protobuf-java says of an Example, beside what the parser said.
final class ExampleOracle {
  static final List<FeatureSpec> SPECS =
      List.of(
          FeatureSpec.of("image", DType.FLOAT32, 3, 5),
          FeatureSpec.of("a feature with a long name", DType.INT64, 7),
          FeatureSpec.of("bytes", DType.UINT8, 9).withDefault(250),
          FeatureSpec.of("sixteen", DType.INT16, 2),
          FeatureSpec.of("x", DType.FLOAT64, 4).withDefault(0.1),
          FeatureSpec.of("y", DType.INT32).withDefault(-5),
          FeatureSpec.of("on", DType.BOOL, 3),
          FeatureSpec.of("ünïcode", DType.UINT32, 2, 2),
          FeatureSpec.of("wide", DType.UINT64, 2).withDefault(Long.MAX_VALUE),
          FeatureSpec.of("half", DType.FLOAT16, 3),
          FeatureSpec.of("brain", DType.BFLOAT16, 3).withDefault(1.5),
          FeatureSpec.of("small", DType.INT8, 2),
          FeatureSpec.of("u16", DType.UINT16, 2),
          FeatureSpec.of("nothing", DType.FLOAT32, 0).withDefault(0));

  /// Where protobuf-java takes what is malformed: it drops the bits of tags and lengths above the
  /// 32nd, and does not look at the last bit of a varint's tenth byte.
  private static final Pattern LENIENT =
      Pattern.compile(
          "malformed tf.Example: (field number out of range|length |varint of more than 10 bytes)");

  private ExampleOracle() {}

  /// Room for one element.
  static Element element(Arena arena, ExampleParser parser) {
    return Element.of(
        parser.elementSpec(),
        parser.elementSpec().components().stream()
            .map(c -> Tensor.allocate(arena, c))
            .toArray(Tensor[]::new));
  }

  /// Compares; true if both accepted it.
  ///
  /// @param outcome what the parser said, empty if it accepted
  static boolean compare(byte[] payload, String outcome, Element slot, String where) {
    Map<String, Examples.Content> contents;
    try {
      contents = Examples.decode(payload);
    } catch (InvalidProtocolBufferException e) {
      return false; // what is passed over may be damaged
    }
    if (LENIENT.matcher(outcome).find()) {
      return false;
    }
    for (int i = 0; i < SPECS.size(); i++) {
      FeatureSpec spec = SPECS.get(i);
      byte[] expected =
          expected(spec, contents.getOrDefault(spec.name(), new Examples.Content(0, List.of())));
      if (expected == null) {
        assertTrue(
            outcome.contains("feature \"" + spec.name() + "\": "),
            where + ": " + spec + ": " + outcome);
        return false;
      }
      if (outcome.isEmpty()) {
        byte[] actual = slot.component(i).segment().toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(expected, actual, where + ": " + spec);
      }
    }
    assertEquals("", outcome, where);
    return true;
  }

  /// The bytes of the tensor, or null if it is an error.
  private static byte[] expected(FeatureSpec spec, Examples.Content content) {
    int count = (int) spec.shape().elementCount();
    try (Arena arena = Arena.ofConfined()) {
      Tensor tensor = Tensor.allocate(arena, spec.tensorSpec());
      for (int i = 0; i < count; i++) {
        if (content.kind() == 0 && spec.defaultValue() != null) {
          set(tensor, i, spec.defaultValue());
        } else if (content.values().size() == count
            && content.values().get(i) instanceof Number n
            && fits(spec, n)) {
          set(tensor, i, n);
        } else {
          return null;
        }
      }
      boolean right =
          content.kind() == (Values.isFloat(spec.dtype()) ? 2 : 3)
              && content.values().size() == count;
      boolean defaulted = content.kind() == 0 && spec.defaultValue() != null;
      return right || defaulted ? tensor.segment().toArray(ValueLayout.JAVA_BYTE) : null;
    }
  }

  private static boolean fits(FeatureSpec spec, Number n) {
    if (n instanceof Float) {
      return Values.isFloat(spec.dtype());
    }
    long value = n.longValue();
    return switch (spec.dtype()) {
      case INT8 -> value == (byte) value;
      case INT16 -> value == (short) value;
      case INT32 -> value == (int) value;
      case INT64 -> true;
      case UINT8 -> value == (value & 0xff);
      case UINT16 -> value == (value & 0xffff);
      case UINT32 -> value == (value & 0xffffffffL);
      case UINT64 -> value >= 0;
      case BOOL -> value == 0 || value == 1;
      default -> false;
    };
  }

  private static void set(Tensor tensor, int i, Number n) {
    switch (tensor.dtype()) {
      case FLOAT32 -> tensor.setFloat(i, n.floatValue());
      case FLOAT64 -> tensor.setDouble(i, n.doubleValue());
      case FLOAT16 -> tensor.setShort(i, Float.floatToFloat16(n.floatValue()));
      case BFLOAT16 -> tensor.setShort(i, nearestBfloat16(n.floatValue()));
      case INT8, UINT8, BOOL -> tensor.setByte(i, n.byteValue());
      case INT16, UINT16 -> tensor.setShort(i, n.shortValue());
      case INT32, UINT32 -> tensor.setInt(i, n.intValue());
      default -> tensor.setLong(i, n.longValue());
    }
  }

  /// By looking at both neighbours.
  private static short nearestBfloat16(float value) {
    int below = Float.floatToRawIntBits(value) >>> 16;
    if (Float.isNaN(value)) {
      return (short) (below | 0x40);
    }
    double down = Math.abs((double) value - Float.intBitsToFloat(below << 16));
    boolean toInfinity = (below + 1 & 0x7fff) == 0x7f80;
    double next =
        toInfinity ? Math.copySign(0x1p128, value) : Float.intBitsToFloat(below + 1 << 16);
    double up = Math.abs(next - value);
    boolean tie = down == up;
    return (short)
        (Float.isInfinite(value) || down < up || tie && (below & 1) == 0 ? below : below + 1);
  }
}
