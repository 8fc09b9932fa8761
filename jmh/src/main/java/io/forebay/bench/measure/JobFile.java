package io.forebay.bench.measure;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How jobs and outcomes go between JVMs.
final class JobFile {
  private static final Gson GSON = new Gson();

  private JobFile() {}

  static void write(Object thing, Path file) throws IOException {
    Files.writeString(file, GSON.toJson(thing));
  }

  static <T> T read(Path file, Class<T> type) throws IOException {
    return GSON.fromJson(Files.readString(file), type);
  }
}
