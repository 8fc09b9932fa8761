package io.forebay.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TfRecordSourceTest {
  @TempDir Path folder;

  private Path plain(String name, String... payloads) throws IOException {
    return Frames.file(folder, name, frames(payloads));
  }

  private static byte[] frames(String... payloads) {
    return Frames.frames(
        List.of(payloads).stream().map(p -> p.getBytes(UTF_8)).toArray(byte[][]::new));
  }

  private static List<String> readAll(TfRecordSource source) throws RecordException {
    List<String> texts = new ArrayList<>();
    RecordBuffer record = new RecordBuffer();
    while (source.next(record)) {
      texts.add(
          new String(Frames.payload(record), UTF_8)
              + "@"
              + record.recordNumber()
              + "+"
              + record.byteOffset());
    }
    return texts;
  }

  @Test
  void readsFilesInOrderEpochAfterEpoch() throws IOException {
    Path first = plain("b", "one", "two");
    Path empty = plain("c");
    Path second = Frames.file(folder, "a", Frames.gzip(frames("three")));
    Path third = Frames.file(folder, "d", Frames.zlib(frames("four", "five")));
    List<String> epoch = List.of("one@0+0", "two@1+19", "three@0+0", "four@0+0", "five@1+20");
    try (TfRecordSource source = new TfRecordSource(List.of(first, empty, second, third), 3)) {
      List<String> expected = new ArrayList<>();
      Collections.nCopies(3, epoch).forEach(expected::addAll);
      assertEquals(expected, readAll(source));
      assertEquals(15, source.recordsRead());
      assertEquals(3 * (19 + 19 + 21 + 20 + 20), source.bytesRead());
      assertEquals(2, source.epoch());
      assertEquals(3, source.epochs());
      assertFalse(source.next(new RecordBuffer()));
    }
  }

  @Test
  void readsMoreFilesThanItMaps() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i <= TfRecordSource.MAPPED_FILES; i++) {
      files.add(
          i % 2 == 0
              ? plain("p" + i, "r" + i)
              : Frames.file(folder, "p" + i, Frames.gzip(frames("r" + i))));
    }
    try (TfRecordSource source = new TfRecordSource(files, 2)) {
      List<String> read = readAll(source);
      assertEquals(2 * files.size(), read.size());
      for (int i = 0; i < read.size(); i++) {
        assertEquals("r" + i % files.size() + "@0+0", read.get(i));
      }
    }
  }

  @Test
  void interruptEndsTheInputOfManyFiles() throws IOException {
    List<Path> files = Collections.nCopies(TfRecordSource.MAPPED_FILES + 1, plain("a", "one"));
    RecordBuffer record = new RecordBuffer();
    try (TfRecordSource source = new TfRecordSource(files, 1)) {
      assertTrue(source.next(record));
      Thread.currentThread().interrupt();
      String message = assertThrows(RecordException.class, () -> source.next(record)).getMessage();
      assertTrue(Thread.interrupted());
      assertEquals(
          files.getFirst() + ": the reading thread was interrupted (expected: a readable file)",
          message);
      assertFalse(source.next(record));
    }
  }

  @Test
  void endlessSourceGoesOnAndOn() throws IOException {
    RecordBuffer record = new RecordBuffer();
    try (TfRecordSource source =
        new TfRecordSource(List.of(plain("a", "one")), TfRecordSource.ENDLESS)) {
      for (int i = 0; i < 10_000; i++) {
        assertTrue(source.next(record));
      }
      assertEquals(9_999, source.epoch());
    }
  }

  @Test
  void nothingToReadIsAnErrorOnlyWithoutEnd() throws IOException {
    Path a = plain("a");
    Path b = plain("b");
    RecordBuffer record = new RecordBuffer();
    try (TfRecordSource source = new TfRecordSource(List.of(a, b), TfRecordSource.ENDLESS)) {
      String message = assertThrows(RecordException.class, () -> source.next(record)).getMessage();
      assertEquals(
          a
              + ": no record in it, nor in 1 other files (expected: at least one, to read without end)",
          message);
      assertFalse(source.next(record));
    }
    try (TfRecordSource source = new TfRecordSource(List.of(a, b), Long.MAX_VALUE - 1)) {
      assertFalse(source.next(record));
    }
  }

  @Test
  void errorIsThrownOnceAndEndsTheInput() throws IOException {
    byte[] damaged = frames("one", "two", "three");
    damaged[19 + 13] ^= 1;
    RecordBuffer record = new RecordBuffer();
    try (TfRecordSource source =
        new TfRecordSource(List.of(Frames.file(folder, "a", damaged)), 5)) {
      assertTrue(source.next(record));
      RecordException e = assertThrows(RecordException.class, () -> source.next(record));
      assertEquals(1, e.recordNumber());
      assertFalse(source.next(record));
    }
    try (TfRecordSource source =
        new TfRecordSource(List.of(plain("b", "one"), folder.resolve("missing")), 5)) {
      assertTrue(source.next(record));
      assertThrows(RecordException.class, () -> source.next(record));
      assertFalse(source.next(record));
    }
  }

  @Test
  void refusesWrongArguments() throws IOException {
    Path file = plain("a", "one");
    assertThrows(IllegalArgumentException.class, () -> new TfRecordSource(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> new TfRecordSource(List.of(file), 0));
    assertThrows(IllegalArgumentException.class, () -> new TfRecordSource(List.of(file), 1, -1));
  }

  @Test
  void closesOnceAndEndsThen() throws IOException {
    TfRecordSource source =
        new TfRecordSource(List.of(plain("a", "one", "two")), TfRecordSource.ENDLESS);
    RecordBuffer record = new RecordBuffer();
    assertTrue(source.next(record));
    source.close();
    source.close();
    assertFalse(source.next(record));
    record.verify();
  }

  @Test
  void severalThreadsGetEveryRecordOnce() throws Exception {
    int files = 4;
    int records = 2_000;
    int epochs = 3;
    List<Path> paths = new ArrayList<>();
    for (int f = 0; f < files; f++) {
      byte[][] payloads = new byte[records][];
      for (int r = 0; r < records; r++) {
        payloads[r] = (f + ":" + r + "-".repeat(r % 100)).getBytes(UTF_8);
      }
      byte[] bytes = Frames.frames(payloads);
      paths.add(Frames.file(folder, "t" + f, f % 2 == 0 ? bytes : Frames.gzip(bytes)));
    }
    ConcurrentHashMap<String, LongAdder> seen = new ConcurrentHashMap<>();
    try (TfRecordSource source = new TfRecordSource(paths, epochs);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        futures.add(threads.submit(() -> count(source, seen)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
      assertEquals((long) files * records * epochs, source.recordsRead());
    }
    assertEquals(files * records, seen.size());
    assertTrue(seen.values().stream().allMatch(n -> n.sum() == epochs));
  }

  private static boolean count(TfRecordSource source, ConcurrentHashMap<String, LongAdder> seen)
      throws IOException {
    RecordBuffer record = new RecordBuffer();
    while (source.next(record)) {
      seen.computeIfAbsent(new String(Frames.payload(record), UTF_8), _ -> new LongAdder())
          .increment();
    }
    return true;
  }

  @Test
  void oneOfSeveralThreadsGetsTheError() throws Exception {
    byte[] damaged = frames("a", "b", "c", "d", "e", "f", "g", "h");
    for (int i = 13; i < damaged.length; i += 17) {
      damaged[i - 1] ^= 1; // every payload
    }
    for (int round = 0; round < 50; round++) {
      try (TfRecordSource source =
              new TfRecordSource(List.of(Frames.file(folder, "a", damaged)), 1);
          ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<Boolean>> futures = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          futures.add(threads.submit(() -> source.next(new RecordBuffer())));
        }
        int errors = 0;
        for (Future<Boolean> future : futures) {
          try {
            assertFalse(future.get());
          } catch (ExecutionException e) {
            assertTrue(e.getCause() instanceof RecordException);
            errors++;
          }
        }
        assertEquals(1, errors);
      }
    }
  }
}
