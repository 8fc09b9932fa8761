package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class ElementTest {
  private static final ElementSpec SPEC =
      ElementSpec.of(
          TensorSpec.named("image", DType.UINT8, 4), TensorSpec.named("label", DType.INT32));

  private final Tensor image = Tensor.allocate(Arena.global(), DType.UINT8, Shape.of(4));
  private final Tensor label = Tensor.allocate(Arena.global(), DType.INT32, Shape.scalar());

  @Test
  void hasItsComponentsByIndexAndName() {
    Element element = Element.of(SPEC, image, label);
    assertEquals(2, element.size());
    assertSame(SPEC, element.spec());
    assertSame(label, element.component(1));
    assertSame(image, element.component("image"));
    assertThrows(IndexOutOfBoundsException.class, () -> element.component(2));
    var e = assertThrows(IllegalArgumentException.class, () -> element.component("mask"));
    assertEquals("component: mask (expected: one of [image, label])", e.getMessage());
  }

  @Test
  void isNotChangedThroughItsArray() {
    Tensor[] components = {image, label};
    Element element = Element.of(SPEC, components);
    components[0] = label;
    assertSame(image, element.component(0));
  }

  @Test
  void componentsFitWhatIsKnownOfTheirShapes() {
    ElementSpec unknown =
        ElementSpec.of(
            new TensorSpec(DType.UINT8, Shape.unknownRank(), ""), TensorSpec.of(DType.INT32));
    assertSame(image, Element.of(unknown, image, label).component(0));
    ElementSpec any = ElementSpec.of(TensorSpec.of(DType.UINT8, Shape.UNKNOWN));
    assertSame(image, Element.of(any, image).component(0));
    Tensor matrix = Tensor.allocate(Arena.global(), DType.UINT8, Shape.of(2, 2));
    assertThrows(IllegalArgumentException.class, () -> Element.of(any, matrix));
  }

  @Test
  void wrongNumberOfComponentsIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> Element.of(SPEC, image));
    assertEquals("components: 1 (expected: 2)", e.getMessage());
  }

  @Test
  void wrongTypeOrShapeIsRefused() {
    var type = assertThrows(IllegalArgumentException.class, () -> Element.of(SPEC, image, image));
    assertEquals("component 1: uint8[4] (expected: label:int32[])", type.getMessage());
    Tensor row = image.slice(0, 2);
    var shape = assertThrows(IllegalArgumentException.class, () -> Element.of(SPEC, row, label));
    assertEquals("component 0: uint8[2] (expected: image:uint8[4])", shape.getMessage());
  }
}
