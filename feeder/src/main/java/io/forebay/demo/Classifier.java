package io.forebay.demo;

import static io.forebay.demo.Digits.CLASSES;
import static io.forebay.demo.Digits.PIXELS;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/// Tells which digit an image shows: 64 pixels, 128 hidden units (ReLU), 10 scores (softmax,
/// cross-entropy).
///
/// It learns from a batch where the batch lies: [#step] takes two tensors and reads each image
/// once, into a row of scratch. Training allocates nothing. Not thread-safe.
public final class Classifier {
  private static final int HIDDEN = 128;
  private static final float RATE = 0.15f; // with batches of 32: 40 epochs are enough
  private static final long IMAGE_BYTES = (long) PIXELS * DType.FLOAT32.bytes();

  private final Dense lower;
  private final Dense upper;
  private final float[] image = new float[PIXELS];
  private final float[] hidden = new float[HIDDEN];
  private final float[] scores = new float[CLASSES];
  private final float[] hiddenSlopes = new float[HIDDEN];
  private final float[] scoreSlopes = new float[CLASSES];

  /// An untrained classifier; equal seeds give equal weights.
  public Classifier(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.lower = new Dense(PIXELS, HIDDEN, random);
    this.upper = new Dense(HIDDEN, CLASSES, random);
  }

  /// Learns from one batch of any size and returns its mean loss before that.
  ///
  /// @param images float32`[n,64]`, n at least 1, pixels 0 to 1
  /// @param labels int64`[n]`, 0 to 9
  /// @throws IllegalArgumentException if dtype, shape or a label is wrong; nothing was learned
  public double step(Tensor images, Tensor labels) {
    long rows = requireBatch(images, labels);
    double loss = addGradients(images, labels);
    lower.descend(RATE / rows);
    upper.descend(RATE / rows);
    return loss / rows;
  }

  /// The digit that an image of [Digits#PIXELS] pixels shows most likely: 0 to 9.
  ///
  /// @throws IllegalArgumentException if it has another number of pixels
  public int predict(float[] pixels) {
    if (pixels.length != PIXELS) {
      throw new IllegalArgumentException(
          "pixels: " + pixels.length + " (expected: " + PIXELS + ")");
    }
    forward(pixels);
    int best = 0;
    for (int digit = 1; digit < CLASSES; digit++) {
      best = scores[digit] > scores[best] ? digit : best;
    }
    return best;
  }

  /// Which share of the digits it recognises: 0 to 1.
  public double accuracy(Digits digits) {
    int right = 0;
    for (int i = 0; i < digits.size(); i++) {
      right += predict(digits.pixels(i)) == digits.label(i) ? 1 : 0;
    }
    return (double) right / digits.size();
  }

  /// Adds the gradients of every row and returns the sum of the rows' losses; the weights stay as
  /// they are.
  double addGradients(Tensor images, Tensor labels) {
    MemorySegment memory = images.base();
    double loss = 0;
    for (long row = 0; row < labels.shape().dim(0); row++) {
      long offset = images.byteOffset() + row * IMAGE_BYTES;
      MemorySegment.copy(memory, DType.FLOAT32.layout(), offset, image, 0, PIXELS);
      forward(image);
      loss += backward((int) labels.getLong(row));
    }
    return loss;
  }

  Dense lower() {
    return lower;
  }

  Dense upper() {
    return upper;
  }

  private void forward(float[] pixels) {
    lower.forward(pixels, hidden);
    for (int i = 0; i < HIDDEN; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    upper.forward(hidden, scores);
  }

  private double backward(int label) {
    double loss = softmax(label);
    upper.backward(hidden, scoreSlopes);
    upper.slopes(scoreSlopes, hiddenSlopes);
    for (int i = 0; i < HIDDEN; i++) {
      hiddenSlopes[i] = hidden[i] > 0 ? hiddenSlopes[i] : 0;
    }
    lower.backward(image, hiddenSlopes);
    return loss;
  }

  /// Returns the loss, -log p(label), and leaves its slope along each score: p(digit), less 1 for
  /// the label.
  private double softmax(int label) {
    float highest = scores[0];
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - highest);
    }
    for (int digit = 0; digit < CLASSES; digit++) {
      scoreSlopes[digit] = (float) (Math.exp(scores[digit] - highest) / sum);
    }
    scoreSlopes[label] -= 1;
    return Math.log(sum) - (scores[label] - highest);
  }

  private static long requireBatch(Tensor images, Tensor labels) {
    Shape shape = images.shape();
    if (images.dtype() != DType.FLOAT32
        || shape.rank() != 2
        || shape.dim(1) != PIXELS
        || shape.dim(0) == 0) {
      throw new IllegalArgumentException(
          "images: " + images + " (expected: float32[n," + PIXELS + "], n at least 1)");
    }
    long rows = shape.dim(0);
    if (labels.dtype() != DType.INT64
        || labels.shape().rank() != 1
        || labels.shape().dim(0) != rows) {
      throw new IllegalArgumentException("labels: " + labels + " (expected: int64[" + rows + "])");
    }
    for (long row = 0; row < rows; row++) {
      long label = labels.getLong(row);
      if (label < 0 || label >= CLASSES) {
        throw new IllegalArgumentException("label " + row + ": " + label + " (expected: 0 to 9)");
      }
    }
    return rows;
  }
}
