package io.forebay.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;

/// Hand-written digits, 8 by 8 pixels each, on the heap: what the demo starts from. Immutable as
/// long as nobody writes to what [#pixels] returns.
public final class Digits {
  /// Pixels of an image, row by row.
  public static final int PIXELS = 64;

  /// How many labels there are: 0 to 9.
  public static final int CLASSES = 10;

  private static final String FILE = "digits.csv.gz"; // a line a digit: 64 pixels 0..16, the label
  private static final int BLACKEST = 16;
  private static final int FOLDS = 5;

  private final List<float[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private Digits(IntPredicate lines) {
    try (InputStream file = Objects.requireNonNull(Digits.class.getResourceAsStream(FILE), FILE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
      String line = reader.readLine();
      for (int i = 0; line != null; i++, line = reader.readLine()) {
        if (lines.test(i)) {
          add(line.split(","));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private void add(String[] numbers) {
    float[] image = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      image[i] = Float.parseFloat(numbers[i]) / BLACKEST;
    }
    images.add(image);
    labels.add(Integer.valueOf(numbers[PIXELS]));
  }

  /// All 1,797 digits, in the order of the file.
  public static Digits all() {
    return new Digits(_ -> true);
  }

  /// The 1,437 digits to train with: those that are not held out.
  public static Digits training() {
    return new Digits(line -> line % FOLDS != 0);
  }

  /// The 360 digits to judge a model by: lines 1, 6, 11, ... of the file.
  public static Digits heldOut() {
    return new Digits(line -> line % FOLDS == 0);
  }

  /// Number of digits.
  public int size() {
    return labels.size();
  }

  /// The [#PIXELS] pixels of digit `index`, 0 (paper) to 1 (ink); not a copy.
  public float[] pixels(int index) {
    return images.get(index);
  }

  /// What digit `index` is: 0 to 9.
  public int label(int index) {
    return labels.get(index);
  }
}
