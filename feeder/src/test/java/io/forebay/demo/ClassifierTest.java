package io.forebay.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final int BATCH = 32;

  private final Digits training = Digits.training();
  private final Tensor images =
      Tensor.allocate(Arena.ofAuto(), DType.FLOAT32, Shape.of(BATCH, Digits.PIXELS));
  private final Tensor labels = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(BATCH));

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    Classifier classifier = new Classifier(11);
    fill(new SplittableRandom(11));
    classifier.addGradients(images, labels);
    float[][] lower = copy(classifier.lower().gradients());
    float[][] upper = copy(classifier.upper().gradients());
    checkSlopes(classifier, classifier.lower(), lower);
    checkSlopes(classifier, classifier.upper(), upper);
  }

  private void checkSlopes(Classifier classifier, Dense layer, float[][] gradients) {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 100; n++) {
      int i =
          n < 5 ? gradients.length - 1 : random.nextInt(gradients.length); // five biases at least
      int j = random.nextInt(gradients[i].length);
      double slope = slope(classifier, layer.weights()[i], j);
      assertEquals(slope, gradients[i][j], 0.01 + 0.02 * Math.abs(slope), "weight " + i + ", " + j);
    }
  }

  private double slope(Classifier classifier, float[] weights, int index) {
    float step = 1e-3f;
    float weight = weights[index];
    weights[index] = weight + step;
    double above = classifier.addGradients(images, labels);
    weights[index] = weight - step;
    double below = classifier.addGradients(images, labels);
    weights[index] = weight;
    return (above - below) / (2 * step);
  }

  @Test
  void learnsToReadDigitsItHasNotSeen() {
    Classifier classifier = new Classifier(1);
    SplittableRandom random = new SplittableRandom(2);
    double first = 0;
    double last = 0;
    for (int step = 0; step < 1000; step++) {
      fill(random);
      last = classifier.step(images, labels);
      first = step == 0 ? last : first;
    }
    assertTrue(first > 1.5, "first loss: " + first);
    assertTrue(last < 0.1, "last loss: " + last);
    double accuracy = classifier.accuracy(Digits.heldOut());
    assertTrue(accuracy >= 0.95, "accuracy: " + accuracy);
  }

  @Test
  void readsABatchWhereItLies() {
    fill(new SplittableRandom(3));
    Tensor tailImages = images.slice(20, BATCH);
    Tensor tailLabels = labels.slice(20, BATCH);
    Tensor movedImages = Tensor.allocate(Arena.ofAuto(), DType.FLOAT32, tailImages.shape());
    movedImages.copyFrom(tailImages);
    assertEquals(
        new Classifier(7).step(movedImages, tailLabels),
        new Classifier(7).step(tailImages, tailLabels));
  }

  @Test
  void equalSeedsGiveEqualClassifiers() {
    fill(new SplittableRandom(4));
    assertEquals(new Classifier(7).step(images, labels), new Classifier(7).step(images, labels));
    assertTrue(new Classifier(7).step(images, labels) != new Classifier(8).step(images, labels));
  }

  @Test
  void refusesTensorsThatAreNoBatch() {
    refuses(
        "images: float64[32,64] (expected: float32[n,64], n at least 1)",
        tensor(DType.FLOAT64, 32, 64),
        labels);
    refuses(
        "images: float32[32,8,8] (expected: float32[n,64], n at least 1)",
        images.reshape(Shape.of(32, 8, 8)),
        labels);
    refuses(
        "images: float32[0,64] (expected: float32[n,64], n at least 1)",
        images.slice(0, 0),
        labels.slice(0, 0));
    refuses("labels: int64[31] (expected: int64[32])", images, labels.slice(0, 31));
    refuses("labels: int32[32] (expected: int64[32])", images, tensor(DType.INT32, 32));
    refuses("labels: int64[32,1] (expected: int64[32])", images, labels.reshape(Shape.of(32, 1)));
  }

  @Test
  void aWrongLabelTeachesNothing() {
    fill(new SplittableRandom(6));
    Classifier classifier = new Classifier(7);
    Classifier untouched = new Classifier(7);
    long right = labels.getLong(30);
    labels.setLong(30, 10);
    assertEquals("label 30: 10 (expected: 0 to 9)", message(classifier, images, labels));
    labels.setLong(30, -1);
    assertEquals("label 30: -1 (expected: 0 to 9)", message(classifier, images, labels));
    labels.setLong(30, right);
    assertEquals(untouched.step(images, labels), classifier.step(images, labels));
    assertEquals(untouched.step(images, labels), classifier.step(images, labels));
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Classifier(1).predict(new float[63]));
    assertEquals("pixels: 63 (expected: 64)", e.getMessage());
  }

  private static void refuses(String message, Tensor images, Tensor labels) {
    assertEquals(message, message(new Classifier(1), images, labels));
  }

  private static String message(Classifier classifier, Tensor images, Tensor labels) {
    return assertThrows(IllegalArgumentException.class, () -> classifier.step(images, labels))
        .getMessage();
  }

  private static Tensor tensor(DType dtype, long... dims) {
    return Tensor.allocate(Arena.ofAuto(), dtype, Shape.of(dims));
  }

  /// A batch of digits drawn with replacement.
  private void fill(SplittableRandom random) {
    for (int row = 0; row < BATCH; row++) {
      int digit = random.nextInt(training.size());
      for (int i = 0; i < Digits.PIXELS; i++) {
        images.setFloat((long) row * Digits.PIXELS + i, training.pixels(digit)[i]);
      }
      labels.setLong(row, training.label(digit));
    }
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }
}
