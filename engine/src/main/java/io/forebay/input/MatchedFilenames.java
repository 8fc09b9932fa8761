package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The names of files that match globs (I1), for [Producers#strings(Supplier)]. They are looked up
/// at the first [#get], then remembered.
///
/// A glob is a path of which each part may have `*`, `?`, `[abc]` and `{one,other}`, as in
/// [java.nio.file.FileSystem#getPathMatcher]; none of them stands for a `/`. The names are sorted,
/// those of all globs together; what matches two is there twice. If nothing matches there are none.
/// Thread-safe.
public final class MatchedFilenames implements Supplier<List<String>> {
  private static final String GLOB_CHARACTERS = "*?[{\\";

  /// Stars that say no more than one of them; an escaped one is not among them.
  private static final Pattern MANY_STARS = Pattern.compile("(\\\\.)|\\*{2,}", Pattern.DOTALL);

  private final List<String> patterns;
  private @Nullable List<String> matches; // guarded by this

  MatchedFilenames(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /// The names, always the same list.
  ///
  /// @throws InvalidArgumentException if a glob is none
  /// @throws UncheckedIOException if a folder cannot be read; the next call tries again
  @Override
  public synchronized List<String> get() {
    List<String> names = matches;
    if (names == null) {
      names =
          patterns.stream()
              .flatMap(pattern -> find(pattern).stream())
              .map(Path::toString)
              .sorted()
              .toList();
      matches = names;
    }
    return names;
  }

  private static List<Path> find(String pattern) {
    try {
      return matching(pattern);
    } catch (InvalidPathException e) {
      throw new InvalidArgumentException("glob '" + pattern + "' (expected: a glob): " + e, e);
    }
  }

  private static List<Path> matching(String pattern) {
    List<Path> found = List.of(Path.of(pattern.startsWith("/") ? "/" : ""));
    for (String part : pattern.split("/")) {
      if (!part.isEmpty()) {
        found = within(found, part);
      }
    }
    return found.stream().filter(path -> !path.toString().isEmpty() && Files.exists(path)).toList();
  }

  private static List<Path> within(List<Path> folders, String part) {
    boolean isGlob = part.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (isGlob) {
        list(folder, part, found);
      } else {
        found.add(folder.resolve(part));
      }
    }
    return found;
  }

  /// The time that the JDK takes for a name that does not match is exponential in the stars.
  private static void list(Path folder, String glob, List<Path> found) {
    String pattern = MANY_STARS.matcher(glob).replaceAll(MatchedFilenames::fewer);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      files.forEach(found::add);
    } catch (PatternSyntaxException e) {
      throw new InvalidArgumentException("glob '" + glob + "' (expected: a glob): " + e, e);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // and so nothing matches
    } catch (DirectoryIteratorException e) {
      throw cannotList(folder, glob, e.getCause());
    } catch (IOException e) {
      throw cannotList(folder, glob, e);
    }
  }

  private static String fewer(MatchResult stars) {
    return stars.group(1) == null ? "*" : Matcher.quoteReplacement(stars.group());
  }

  private static UncheckedIOException cannotList(Path folder, String glob, IOException cause) {
    return new UncheckedIOException("cannot list '" + folder + "' for '" + glob + "'", cause);
  }

  @Override
  public String toString() {
    return "files that match " + patterns;
  }
}
