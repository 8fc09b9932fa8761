package io.forebay.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.soak.Violation.What;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A soak finds what is broken, and nothing else.
class SoakTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final long MILLIS = 300;
  private static final long MILLIS_FOR_ALL = 60_000;

  /// Garbage that somebody still sees, so that the compiler cannot do without it.
  private static volatile Object kept;

  private static final Soak.Listener NOBODY =
      new Soak.Listener() {
        @Override
        public void begins(String round) {}

        @Override
        public void passed(double seconds) {}
      };

  /// The first round that is like that, once, with that between the consumers and the ledger.
  private static SoakReport round(Predicate<RoundPlan> wanted, UnaryOperator<Receiver> tampering)
      throws InterruptedException {
    return new Soak(plan(seedOf(wanted), tampering)).run(NOBODY);
  }

  private static SoakPlan plan(long seed, UnaryOperator<Receiver> tampering) {
    boolean all = RoundPlan.of(seed).ending() == Ending.END_OF_DATA;
    Limits limits = new Limits(PATIENCE_SECONDS, all ? MILLIS_FOR_ALL : MILLIS, MILLIS_FOR_ALL);
    return new SoakPlan(0, seed, true, limits, tampering);
  }

  private static long seedOf(Predicate<RoundPlan> wanted) {
    long seed = 1;
    while (!wanted.test(RoundPlan.of(seed))) {
      seed++;
    }
    return seed;
  }

  @Test
  void endsEarlyAfterTheRoundThatRuns() throws InterruptedException {
    SoakPlan hours = SoakPlan.of(36_000, 5, false);
    Soak soak = new Soak(hours);
    soak.endEarly();
    String text = soak.run(NOBODY).text();
    assertTrue(text.contains("passed, 1 rounds") && text.contains("(ended early, of 600.0)"), text);
  }

  private static boolean isBusy(RoundPlan plan) {
    return plan.ending() == Ending.END_OF_DATA
        && plan.crowd().rowsEach() > 500
        && plan.store().width() < 500;
  }

  private static boolean isQuick(RoundPlan plan) {
    return plan.kind() == Kind.FIFO
        && plan.waiting() == Style.PARKING
        && plan.crowd().mostRows() > 8;
  }

  private static void assertFound(What what, SoakReport report) {
    assertFalse(report.passed(), report.text());
    List<What> found = report.violations().stream().map(Violation::what).distinct().toList();
    assertEquals(List.of(what), found, report.text());
    assertTrue(
        report.lines().getLast().startsWith("soak: FAILED, " + report.violationCount()),
        report.text());
    long seed = report.violations().getFirst().seed();
    assertTrue(
        report.text().contains("again: ./forebay soak --minutes 1 --same-round --seed " + seed),
        report.text());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfQueuePasses(Kind kind) throws Exception {
    SoakReport report =
        round(plan -> plan.kind() == kind && plan.crowd().restarts() > 0, UnaryOperator.identity());
    assertTrue(report.passed(), report.text());
    assertTrue(report.lines().getLast().startsWith("soak: passed, 1 rounds"), report.text());
  }

  @ParameterizedTest
  @EnumSource
  void everyEndingPasses(Ending ending) throws Exception {
    SoakReport report =
        round(plan -> plan.ending() == ending && isQuick(plan), UnaryOperator.identity());
    assertTrue(report.passed(), report.text());
  }

  @Test
  void aConsumerThatDropsAnElementIsFound() throws Exception {
    AtomicLong count = new AtomicLong();
    SoakReport report =
        round(
            SoakTest::isBusy,
            ledger ->
                (producer, sequence) -> {
                  if (count.incrementAndGet() != 100) {
                    ledger.receive(producer, sequence);
                  }
                });
    assertFound(What.LOST, report);
  }

  @Test
  void aConsumerThatDoublesAnElementIsFound() throws Exception {
    SoakReport report =
        round(
            SoakTest::isBusy,
            ledger ->
                (producer, sequence) -> {
                  ledger.receive(producer, sequence);
                  if (sequence == 7) {
                    ledger.receive(producer, sequence);
                  }
                });
    assertFound(What.TWICE, report);
  }

  @Test
  void anElementThatNobodyPutInIsFound() throws Exception {
    SoakReport report =
        round(
            SoakTest::isBusy,
            ledger ->
                (producer, sequence) -> {
                  ledger.receive(producer, sequence);
                  if (sequence == 7) {
                    ledger.receive(producer, -1);
                  }
                });
    assertFound(What.UNKNOWN, report);
  }

  @Test
  void aConsumerThatAllocatesIsFound() throws Exception {
    SoakReport report =
        round(
            plan -> plan.ending() == Ending.STEADY && isQuick(plan),
            ledger ->
                (producer, sequence) -> {
                  kept = new long[1];
                  ledger.receive(producer, sequence);
                });
    assertFound(What.GARBAGE, report);
  }

  @Test
  void aConsumerThatFailsIsFound() throws Exception {
    AtomicLong count = new AtomicLong();
    SoakReport report =
        round(
            plan -> isBusy(plan) && plan.crowd().consumers() > 1 && plan.crowd().restarts() == 0,
            ledger ->
                (producer, sequence) -> {
                  ledger.receive(producer, sequence);
                  if (count.incrementAndGet() == 10) {
                    throw new IllegalStateException("broken on purpose");
                  }
                });
    assertFalse(report.passed());
    assertEquals(What.FAILED, report.violations().getFirst().what(), report.text());
    assertTrue(report.text().contains("broken on purpose"), report.text());
  }

  /// Its thread is let go in the end, or the JVM of the tests would keep it.
  @Test
  void aConsumerThatHangsIsFoundAndEndsTheSoak() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    long seed =
        seedOf(
            plan -> isBusy(plan) && plan.crowd().consumers() == 1 && plan.crowd().restarts() == 0);
    SoakPlan impatient =
        new SoakPlan(
            1_000,
            seed,
            false,
            new Limits(1, MILLIS, MILLIS),
            ledger ->
                (producer, sequence) -> {
                  ledger.receive(producer, sequence);
                  awaitUninterruptibly(gate);
                });
    SoakReport report = new Soak(impatient).run(NOBODY);
    gate.countDown();
    assertFalse(report.passed());
    assertTrue(report.violations().stream().anyMatch(v -> v.what() == What.HANG), report.text());
    assertTrue(report.lines().getFirst().contains("1 in "), report.text());
  }

  private static void awaitUninterruptibly(CountDownLatch gate) {
    while (true) {
      try {
        gate.await();
        return;
      } catch (InterruptedException disturbed) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void eachRoundFollowsFromTheSeed() {
    SoakPlan plan = SoakPlan.of(1, 42, false);
    long second = plan.seedAfter(42);
    assertEquals(second, SoakPlan.of(9, 42, false).seedAfter(42));
    assertEquals(RoundPlan.of(second), RoundPlan.of(second));
    assertTrue(second != 42 && plan.seedAfter(second) != second);
    assertEquals(42, SoakPlan.of(1, 42, true).seedAfter(42));
  }
}
