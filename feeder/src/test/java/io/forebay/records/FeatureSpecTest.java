package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.Test;

final class FeatureSpecTest {
  private static final String DTYPES =
      "float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64, bool";
  private static final String FORM =
      " (expected: NAME:DTYPE[DIMS] or NAME:DTYPE[DIMS]=DEFAULT, such as image:float32[28,28] or fare:float32[]=0)";

  @Test
  void readsTheNotation() {
    assertEquals(
        FeatureSpec.of("image", DType.FLOAT32, 784), FeatureSpec.parse("image:float32[784]"));
    assertEquals(FeatureSpec.of("label", DType.INT64), FeatureSpec.parse("label:int64[]"));
    assertEquals(
        FeatureSpec.of("fare", DType.FLOAT32).withDefault(0),
        FeatureSpec.parse("fare:float32[]=0"));
    assertEquals(
        FeatureSpec.of("m", DType.FLOAT32, 2, 3).withDefault(0.5),
        FeatureSpec.parse("m:float32[2,3]=0.5"));
    assertEquals(FeatureSpec.of("m", DType.UINT8, 2, 3, 4), FeatureSpec.parse("m:uint8[2x3x4]"));
    assertEquals(FeatureSpec.of("a:b=c[1]", DType.INT8, 0), FeatureSpec.parse("a:b=c[1]:int8[0]"));
    assertEquals(
        FeatureSpec.of("on", DType.BOOL).withDefault(1), FeatureSpec.parse("on:bool[]=true"));
    assertEquals(
        FeatureSpec.of("on", DType.BOOL).withDefault(0), FeatureSpec.parse("on:bool[]=false"));
    assertEquals(
        FeatureSpec.of("i", DType.INT64, 1).withDefault(Long.MIN_VALUE),
        FeatureSpec.parse("i:int64[1]=-9223372036854775808"));
    assertEquals(
        FeatureSpec.of("i", DType.INT64).withDefault(Long.MAX_VALUE - 1),
        FeatureSpec.parse("i:int64[]=9223372036854775806"));
    assertEquals(
        FeatureSpec.of("f", DType.FLOAT64, 2, 3).withDefault(Double.NaN),
        FeatureSpec.parse("f: float64[2, 3]= NaN"));
  }

  @Test
  void writesWhatItReads() {
    for (String text :
        new String[] {
          "image:float32[28,28]", "label:int64[]", "fare:float32[]=0.0", "on:bool[3]=1"
        }) {
      assertEquals(text, FeatureSpec.parse(text).toString());
    }
    assertEquals(
        TensorSpec.named("m", DType.INT8, 2), FeatureSpec.parse("m:int8[2]=3").tensorSpec());
  }

  @Test
  void saysWhatIsWrongInOneLine() {
    assertWrong("label", "feature label: not a feature" + FORM);
    assertWrong("", "feature : not a feature" + FORM);
    assertWrong(":int64[]", "feature :int64[]: not a feature" + FORM);
    assertWrong("label:int64", "feature label:int64: not a feature" + FORM);
    assertWrong("label:int64[3", "feature label:int64[3: not a feature" + FORM);
    assertWrong("a\nb:int64", "feature a\\nb:int64: not a feature" + FORM);
    assertWrong("a:int46[]", "feature a:int46[]: dtype int46 (expected: one of " + DTYPES + ")");
    assertWrong(
        "a:complex64[]",
        "feature a:complex64[]: dtype complex64 (expected: one of " + DTYPES + ")");
    assertWrong("a:string[]", "feature a:string[]: dtype string (expected: one of " + DTYPES + ")");
    String dims = " (expected: whole numbers from 0, separated by comma or x)";
    assertWrong("a:int64[?]", "feature a:int64[?]: dimension \"?\"" + dims);
    assertWrong("a:int64[3,]", "feature a:int64[3,]: dimension \"\"" + dims);
    assertWrong("a:int64[-1]", "feature a:int64[-1]: dimension \"-1\"" + dims);
    assertWrong(
        "a:uint8[]=256", "feature a:uint8[]=256: a: default: 256 (expected: 0 to 255, as uint8)");
    assertWrong(
        "a:uint8[]=-1", "feature a:uint8[]=-1: a: default: -1 (expected: 0 to 255, as uint8)");
    assertWrong("a:uint8[]=", "feature a:uint8[]=: default \"\" (expected: 0 to 255, as uint8)");
    assertWrong(
        "a:int8[]=1.5", "feature a:int8[]=1.5: default \"1.5\" (expected: -128 to 127, as int8)");
    assertWrong(
        "a:bool[]=yes", "feature a:bool[]=yes: default \"yes\" (expected: 0 to 1, as bool)");
    assertWrong(
        "a:float32[]=x", "feature a:float32[]=x: default \"x\" (expected: a number, as float32)");
    assertWrong(
        "a:int64[4611686018427387904]",
        "feature a:int64[4611686018427387904]: a: shape: [4611686018427387904] (expected: at most 2^63 - 1 bytes)");
    assertWrong(
        "a:int64[4611686018427387904,2]",
        "feature a:int64[4611686018427387904,2]: shape: [4611686018427387904, 2] (expected: at most 2^63 - 1 values)");
  }

  @Test
  void refusesWhatNoFeatureCanBe() {
    assertThrows(IllegalArgumentException.class, () -> FeatureSpec.of("", DType.INT8));
    assertThrows(IllegalArgumentException.class, () -> FeatureSpec.of("a", DType.COMPLEX128));
    assertThrows(IllegalArgumentException.class, () -> FeatureSpec.of("a", DType.STRING));
    assertThrows(
        IllegalArgumentException.class, () -> FeatureSpec.of("a", DType.INT8, Shape.UNKNOWN));
    assertThrows(
        IllegalArgumentException.class, () -> FeatureSpec.of("a", DType.INT8).withDefault(0.5));
    assertThrows(
        IllegalArgumentException.class, () -> FeatureSpec.of("a", DType.BOOL).withDefault(2));
    assertThrows(IllegalArgumentException.class, () -> ExampleParser.of());
    FeatureSpec spec = FeatureSpec.of("a", DType.INT8);
    assertThrows(IllegalArgumentException.class, () -> ExampleParser.of(spec, spec));
  }

  private static void assertWrong(String text, String message) {
    String actual =
        assertThrows(IllegalArgumentException.class, () -> FeatureSpec.parse(text)).getMessage();
    assertEquals(message, actual);
    assertFalse(actual.contains("\n"));
  }
}
