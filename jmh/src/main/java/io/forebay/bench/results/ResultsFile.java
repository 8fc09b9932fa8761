package io.forebay.bench.results;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Results as JSON.
public final class ResultsFile {
  /// The usual name.
  public static final String NAME = "pairs.json";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ResultsFile() {}

  /// Writes them, whole or not at all.
  public static void write(Results results, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(unfinished)) {
        GSON.toJson(results, writer);
        writer.write('\n');
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// Reads them.
  ///
  /// @throws IOException if the file is not there, or holds something else; the message says so
  public static Results read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Results results = GSON.fromJson(reader, Results.class);
      if (results == null || results.format() != Results.FORMAT) {
        throw new IOException(wrong(file, "expected: results of forebay bench, format 1"));
      }
      return results;
    } catch (NoSuchFileException e) {
      throw new IOException(wrong(file, "expected: a file"), e);
    } catch (RuntimeException | CharacterCodingException e) {
      // no text, no JSON, or no results: Gson has no type for the latter
      throw new IOException(wrong(file, "expected: results of forebay bench"), e);
    }
  }

  private static String wrong(Path file, String expected) {
    return "results: " + file + " (" + expected + ")";
  }
}
