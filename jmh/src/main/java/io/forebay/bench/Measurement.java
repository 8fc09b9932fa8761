package io.forebay.bench;

import io.forebay.bench.measure.JmhResults;
import io.forebay.bench.measure.Settings;
import io.forebay.bench.measure.Suite;
import io.forebay.bench.results.Machine;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.ResultsFile;
import io.forebay.bench.results.RowLine;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of the suite: rows on stdout as they become known, files that grow with them.
final class Measurement {
  private static final String TENSORFLOW = "org/tensorflow/TensorFlow.class";

  private final Checkout checkout;
  private final Path folder;
  private final Settings settings;
  private final PrintWriter out;
  private final PrintWriter err;

  /// @param folder where results go
  Measurement(Checkout checkout, Path folder, Settings settings, PrintWriter out, PrintWriter err) {
    this.checkout = checkout;
    this.folder = folder;
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /// Measures these rows.
  ///
  /// @param control what is measured between contenders
  /// @param command what was typed
  /// @param quick whether that was asked for
  /// @param pattern what was asked for; null: all
  Results run(
      List<Row> rows, Contender control, String command, boolean quick, @Nullable String pattern)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Results.About about =
        new Results.About(
            Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
            command,
            checkout.commit(),
            pattern,
            quick,
            Machine.here(),
            settings.jvmFlags());
    Suite suite = new Suite(rows, hasTensorFlow(), settings, control);
    err.println("forebay: " + rows.size() + " rows, " + length(suite));
    List<String> cache =
        List.of("-Dorg.bytedeco.javacpp.cachedir=" + checkout.target().resolve("javacpp"));
    suite.run(folder, cache, new Told(suite, about));
    return results(suite, about);
  }

  private static boolean hasTensorFlow() {
    return Measurement.class.getClassLoader().getResource(TENSORFLOW) != null;
  }

  private static String length(Suite suite) {
    return "about "
        + text(suite.shortest())
        + "; up to "
        + text(suite.longest())
        + " if the machine is restless";
  }

  private static String text(Duration duration) {
    long minutes = duration.plusSeconds(59).toMinutes();
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private Results results(Suite suite, Results.About about) {
    return new Results(Results.FORMAT, about, suite.lowestControl(), suite.results());
  }

  /// Tells people, and writes files.
  private final class Told implements Suite.Listener {
    private final Suite suite;
    private final Results.About about;

    Told(Suite suite, Results.About about) {
      this.suite = suite;
      this.about = about;
    }

    @Override
    public void starting(String what, Duration left) {
      err.println("forebay: " + what + " (" + text(left) + " left)");
    }

    @Override
    public void known(RowResult result) {
      out.println(RowLine.of(result));
    }

    @Override
    public void revised(RowResult result) {
      err.println("forebay: seen differently with the lowest control of the whole run:");
      out.println(RowLine.of(result));
    }

    @Override
    public void saved() throws IOException {
      ResultsFile.write(results(suite, about), folder.resolve(ResultsFile.NAME));
      suite.jmh().write(folder.resolve(JmhResults.NAME));
    }
  }
}
