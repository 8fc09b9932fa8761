package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// [TensorSpec] and [ElementSpec].
class SpecTest {
  private static final TensorSpec IMAGE = TensorSpec.named("image", DType.FLOAT32, 28, 28);
  private static final TensorSpec LABEL = TensorSpec.named("label", DType.INT64);

  @Test
  void tensorSpecKnowsItsSize() {
    assertEquals(28 * 28 * 4, IMAGE.byteSize());
    assertEquals(8, LABEL.byteSize());
    assertEquals(0, TensorSpec.of(DType.INT8, 3, 0).byteSize());
    assertEquals("", TensorSpec.of(DType.INT8).name());
  }

  @Test
  void tensorSpecPrintsNameTypeAndShape() {
    assertEquals("image:float32[28,28]", IMAGE.toString());
    assertEquals("int8[?]", TensorSpec.of(DType.INT8, -1).toString());
  }

  @Test
  void stackedSpecHasOneMoreDimension() {
    assertEquals(TensorSpec.named("image", DType.FLOAT32, 32, 28, 28), IMAGE.stacked(32));
  }

  @Test
  void sizeOfAnUnknownShapeIsRefused() {
    var e =
        assertThrows(IllegalStateException.class, () -> TensorSpec.of(DType.INT8, -1).byteSize());
    assertEquals("shape: [?] (expected: fully defined)", e.getMessage());
    var element = ElementSpec.of(TensorSpec.of(DType.INT8, -1));
    assertThrows(IllegalStateException.class, element::byteSize);
  }

  @Test
  void onlyDefinedShapesOfFixedSizeDtypesHaveAFixedSize() {
    assertTrue(IMAGE.isFixedSize());
    assertFalse(TensorSpec.of(DType.INT8, -1).isFixedSize());
    assertFalse(new TensorSpec(DType.INT8, Shape.unknownRank(), "").isFixedSize());
    assertFalse(TensorSpec.of(DType.STRING).isFixedSize());
  }

  @Test
  void sizeOfStringsIsRefused() {
    TensorSpec text = TensorSpec.named("text", DType.STRING, 2);
    var e = assertThrows(IllegalStateException.class, text::byteSize);
    assertEquals("component text:string[2] (expected: a dtype of fixed size)", e.getMessage());
    var element = assertThrows(IllegalStateException.class, ElementSpec.of(IMAGE, text)::byteSize);
    assertEquals(e.getMessage(), element.getMessage());
  }

  @Test
  void stackedSpecOfUnknownRankIsOfUnknownRank() {
    TensorSpec spec = new TensorSpec(DType.STRING, Shape.unknownRank(), "text");
    assertEquals(spec, spec.stacked(3));
    assertEquals("text:string<unknown>", spec.toString());
  }

  @Test
  void sizeAboveALongIsRefused() {
    TensorSpec half = TensorSpec.of(DType.INT8, 1L << 62);
    assertThrows(ArithmeticException.class, () -> TensorSpec.of(DType.INT64, 1L << 62).byteSize());
    assertThrows(ArithmeticException.class, () -> ElementSpec.of(half, half).byteSize());
  }

  @Test
  void nothingMayBeMissing() {
    assertThrows(NullPointerException.class, () -> new TensorSpec(null, Shape.scalar(), ""));
    assertThrows(NullPointerException.class, () -> new TensorSpec(DType.INT8, null, ""));
    assertThrows(
        NullPointerException.class, () -> new TensorSpec(DType.INT8, Shape.scalar(), null));
  }

  @Test
  void elementSpecKnowsItsComponents() {
    ElementSpec spec = ElementSpec.of(IMAGE, LABEL);
    assertEquals(2, spec.size());
    assertEquals(LABEL, spec.component(1));
    assertEquals(1, spec.indexOf("label"));
    assertEquals(28 * 28 * 4 + 8, spec.byteSize());
    assertEquals("[image:float32[28,28], label:int64[]]", spec.toString());
    assertTrue(spec.isNamed());
    assertFalse(ElementSpec.of(TensorSpec.of(DType.INT8), TensorSpec.of(DType.INT8)).isNamed());
  }

  @Test
  void elementSpecIsNotChangedThroughItsList() {
    List<TensorSpec> list = new ArrayList<>(List.of(IMAGE));
    ElementSpec spec = new ElementSpec(list);
    list.add(LABEL);
    assertEquals(1, spec.size());
  }

  @Test
  void unknownComponentNameIsRefused() {
    ElementSpec spec = ElementSpec.of(IMAGE, LABEL);
    var e = assertThrows(IllegalArgumentException.class, () -> spec.indexOf("mask"));
    assertEquals("component: mask (expected: one of [image, label])", e.getMessage());
    ElementSpec unnamed = ElementSpec.of(TensorSpec.of(DType.INT8));
    assertThrows(IllegalArgumentException.class, () -> unnamed.indexOf(""));
  }

  @Test
  void elementWithoutComponentsIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, ElementSpec::of);
    assertEquals("components: 0 (expected: at least 1)", e.getMessage());
  }

  @Test
  void namesAreGivenToAllOrToNoneAndDiffer() {
    var twice = assertThrows(IllegalArgumentException.class, () -> ElementSpec.of(IMAGE, IMAGE));
    assertEquals(
        "component names: [image, image] (expected: all different, or none)", twice.getMessage());
    TensorSpec unnamed = TensorSpec.of(DType.INT8);
    assertThrows(IllegalArgumentException.class, () -> ElementSpec.of(IMAGE, unnamed));
  }
}
