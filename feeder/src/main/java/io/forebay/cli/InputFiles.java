package io.forebay.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The files that the arguments of `--input` name: paths, or globs that the shell left alone.
final class InputFiles {
  private static final String GLOB_CHARACTERS = "*?[{";

  /// Stars that say no more than two of them; an escaped one is not among them.
  private static final Pattern MANY_STARS = Pattern.compile("(\\\\.)|\\*{3,}", Pattern.DOTALL);

  private InputFiles() {}

  /// The files in the order of the arguments, those of one glob sorted by path.
  ///
  /// @throws CommandFailure if a file is missing or a glob matches nothing
  static List<Path> expand(List<String> inputs) {
    List<Path> files = new ArrayList<>();
    for (String input : inputs) {
      if (input.isBlank()) {
        throw new CommandFailure("--input \"" + input + "\" (expected: a file, or a glob)");
      }
      Path path = path(input);
      if (path != null && Files.exists(path)) {
        files.add(regular(path, input));
      } else if (isGlob(input)) {
        files.addAll(matches(input));
      } else {
        throw new CommandFailure(
            "--input " + input + ": no such file (expected: a file, or a glob that matches one)");
      }
    }
    return files;
  }

  private static Path regular(Path path, String input) {
    if (Files.isDirectory(path)) {
      throw new CommandFailure(
          "--input "
              + input
              + ": a folder (expected: a file, or a glob such as '"
              + input
              + "/*')");
    }
    return path;
  }

  private static boolean isGlob(String input) {
    return input.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  private static List<Path> matches(String glob) {
    Path start = fixedFolder(glob);
    PathMatcher matcher = matcher(glob);
    if (!Files.isDirectory(start)) {
      throw noMatch(glob);
    }
    int depth =
        glob.contains("**")
            ? Integer.MAX_VALUE
            : 1 + separators(glob.substring(prefixLength(glob)));
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(start, Set.of(), depth, new Collector(matcher, start, found));
    } catch (IOException e) {
      throw new CommandFailure(
          "--input " + glob + ": cannot list " + start + " (expected: a readable folder)", e);
    }
    if (found.isEmpty()) {
      throw noMatch(glob);
    }
    Collections.sort(found);
    return found;
  }

  /// Collects the files that match. A folder below the first that cannot be read is passed over, as
  /// a shell does.
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final PathMatcher matcher;
    private final Path start;
    private final List<Path> found;

    Collector(PathMatcher matcher, Path start, List<Path> found) {
      this.matcher = matcher;
      this.start = start;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (matcher.matches(file) && Files.isRegularFile(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(start)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  /// The time that the JDK takes for a name that does not match is exponential in the stars.
  private static PathMatcher matcher(String glob) {
    try {
      boolean bare = prefixLength(glob) == 0;
      String pattern = MANY_STARS.matcher(glob).replaceAll(InputFiles::fewer);
      return FileSystems.getDefault().getPathMatcher("glob:" + (bare ? "./" : "") + pattern);
    } catch (PatternSyntaxException e) {
      throw notAGlob(glob, e);
    }
  }

  private static String fewer(MatchResult stars) {
    return stars.group(1) == null ? "**" : Matcher.quoteReplacement(stars.group());
  }

  private static CommandFailure notAGlob(String glob, @Nullable Exception cause) {
    return new CommandFailure(
        "--input " + glob + ": not a glob (expected: e.g. 'data/*.tfrecord')", cause);
  }

  /// The folder in front of the first path element that has a glob character.
  private static Path fixedFolder(String glob) {
    int length = prefixLength(glob);
    Path folder = path(length == 0 ? "." : glob.substring(0, length));
    if (folder == null) {
      throw notAGlob(glob, null);
    }
    return folder;
  }

  private static int prefixLength(String glob) {
    int first = 0;
    while (GLOB_CHARACTERS.indexOf(glob.charAt(first)) < 0) {
      first++;
    }
    return glob.lastIndexOf('/', first) + 1;
  }

  private static int separators(String text) {
    return (int) text.chars().filter(c -> c == '/').count();
  }

  private static CommandFailure noMatch(String glob) {
    return new CommandFailure("--input " + glob + ": matches no file (expected: at least one)");
  }

  private static @Nullable Path path(String input) {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
