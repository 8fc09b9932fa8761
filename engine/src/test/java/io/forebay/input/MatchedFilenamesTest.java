package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchedFilenamesTest { // I1
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", "other/c.txt")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void namesOfAllGlobsAreSortedTogetherAndDuplicatesStay() {
    assertEquals(
        List.of(path("a.txt"), path("a.txt"), path("b.txt")),
        Producers.matchFilenamesOnce(glob("b.*"), glob("a.txt"), glob("[a]*")).get());
  }

  @Test
  void aStarStandsForNoSlash() {
    assertEquals(
        List.of(path("a.txt"), path("b.txt")), Producers.matchFilenamesOnce(glob("*.txt")).get());
    assertEquals(
        List.of(path("other/c.txt"), path("sub/c.txt")),
        Producers.matchFilenamesOnce(glob("*/c.*")).get());
  }

  @Test
  void nothingMatchesIsNoNames() {
    assertEquals(List.of(), Producers.matchFilenamesOnce(glob("x*"), glob("no/*/d")).get());
    assertEquals(List.of(), Producers.matchFilenamesOnce(glob("a.txt/*"), glob("missing")).get());
    assertEquals(List.of(), Producers.matchFilenamesOnce().get());
  }

  @Test
  void whatIsNoGlobIsRefused() {
    MatchedFilenames names = Producers.matchFilenamesOnce(glob("[a"));
    var e = assertThrows(InvalidArgumentException.class, names::get);
    assertTrue(e.getMessage().contains("'[a'"), e.getMessage());
  }

  @Test
  void whatIsNoPathIsRefused() {
    for (String noPath : List.of("a\0b", "a\0/*")) {
      MatchedFilenames names = Producers.matchFilenamesOnce(glob(noPath));
      var e = assertThrows(InvalidArgumentException.class, names::get);
      assertTrue(e.getMessage().contains(noPath), e.getMessage());
    }
  }

  @Test
  void manyStarsInARowAreNoMoreThanOne() { // and take no longer
    String stars = "*".repeat(60);
    assertEquals(List.of(), Producers.matchFilenamesOnce(glob(stars + "x" + stars + "y")).get());
    assertEquals(
        List.of(path("a.txt"), path("b.txt")),
        Producers.matchFilenamesOnce(glob(stars + ".txt")).get());
    assertEquals(List.of(), Producers.matchFilenamesOnce(glob("\\" + stars)).get());
  }

  @Test
  void theyAreLookedUpOnceAtTheFirstUse() throws IOException {
    MatchedFilenames names = Producers.matchFilenamesOnce(glob("*.txt"));
    Files.createFile(folder.resolve("c.txt")); // before the first use
    List<String> first = names.get();
    assertEquals(3, first.size());
    Files.createFile(folder.resolve("d.txt"));
    assertSame(first, names.get());
  }

  private String glob(String pattern) {
    return folder + "/" + pattern;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
