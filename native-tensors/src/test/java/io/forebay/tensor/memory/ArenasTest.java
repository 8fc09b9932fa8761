package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ArenasTest {
  @Test
  void arenasOfAllThreadsAreTaken() {
    try (Arena shared = Arena.ofShared()) {
      assertSame(shared, Arenas.requireShareable(shared));
    }
    Arena auto = Arena.ofAuto();
    assertSame(auto, Arenas.requireShareable(auto));
    assertSame(Arena.global(), Arenas.requireShareable(Arena.global()));
  }

  @Test
  void confinedArenaIsRefused() {
    try (Arena confined = Arena.ofConfined()) {
      var e = assertThrows(IllegalArgumentException.class, () -> Arenas.requireShareable(confined));
      assertEquals(
          "arena: confined to a thread (expected: shared, automatic or global)", e.getMessage());
    }
  }

  @Test
  void arenaConfinedToAnotherThreadIsRefused() throws InterruptedException {
    try (Arena confined = Arena.ofConfined()) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread other =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((t, e) -> thrown.set(e))
              .start(() -> Arenas.requireShareable(confined));
      other.join();
      assertTrue(thrown.get() instanceof IllegalArgumentException, () -> "thrown: " + thrown.get());
    }
  }

  @Test
  void closedArenaIsRefused() {
    Arena arena = Arena.ofShared();
    arena.close();
    var e = assertThrows(IllegalStateException.class, () -> Arenas.requireShareable(arena));
    assertEquals("arena: closed (expected: open)", e.getMessage());
  }
}
