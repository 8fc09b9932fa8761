package io.forebay.jmh.feed;

import io.forebay.jmh.ImageExamples;
import io.forebay.jmh.Kept;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file that all feeds read: 100,000 examples of handwritten digits, 320 MB; and what their
/// features are called. It is a temporary file, deleted when the JVM ends.
///
/// It repeats a hundred times the 1,000 examples of the file that the system property
/// `forebay.mnist` names, else of `shared/data/tfrecord/mnist.tfrecord` beside the repository (or
/// beside a folder around it); where there is none, generated ones of the same shape.
///
/// @param file TFRecords without compression
/// @param image name of a feature of [#PIXELS] floats
/// @param label name of a feature of one int64
public record Digits(Path file, String image, String label) {
  /// Floats of an image.
  public static final int PIXELS = 784;

  /// Examples in a batch, of all feeds.
  public static final int BATCH = 128;

  /// Examples to draw from, of all feeds.
  public static final int SHUFFLED = 10_000;

  private static final int GENERATED = 1_000;
  private static final int REPEATS = 100;

  /// The one file of this JVM.
  public static Digits kept() {
    return Kept.get("digits", Digits::make);
  }

  private static Digits make() {
    Path real = real();
    try {
      return real == null
          ? new Digits(repeated(generated()), "image", "label")
          : new Digits(repeated(Files.readAllBytes(real)), "image_floats", "image_class");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path real() {
    String named = System.getProperty("forebay.mnist");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data/tfrecord/mnist.tfrecord");
      if (Files.isRegularFile(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    return null;
  }

  private static byte[] generated() throws IOException {
    Path file = temporary();
    ImageExamples.write(file, GENERATED, PIXELS);
    byte[] records = Files.readAllBytes(file);
    Files.delete(file);
    return records;
  }

  /// A record knows nothing of where it lies: files of records can be put one behind the other.
  private static Path repeated(byte[] records) throws IOException {
    Path file = temporary();
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < REPEATS; i++) {
        out.write(records);
      }
    }
    return file;
  }

  private static Path temporary() throws IOException {
    return Files.createTempFile("forebay-digits-", ".tfrecord");
  }
}
