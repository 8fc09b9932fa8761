package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.lang.foreign.Arena;
import java.util.function.Supplier;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who opens a shared queue must ask for what it has (Q66 to Q68).
class SharedSettingsTest {
  private static final TensorSpec FLOAT = TensorSpec.of(DType.FLOAT32);
  private static final TensorSpec INT = TensorSpec.of(DType.INT32);
  private static final ShuffleConfig SHUFFLE = ShuffleConfig.of(0);

  private final QueueContainer container = new QueueContainer("c");

  @AfterEach
  void free() {
    container.reset();
  }

  /// A further opening is refused with this message, and leaves the queue as it was.
  private void assertRefused(String message, Supplier<? extends TensorQueue> asked) {
    var e = assertThrows(InvalidArgumentException.class, asked::get);
    assertEquals("container 'c', shared queue 'q' " + message, e.getMessage());
  }

  private FifoQueue fifo(int capacity, TensorSpec... components) {
    return container.fifoQueue("q", QueueConfig.of(capacity, components));
  }

  private PaddingFifoQueue padding(TensorSpec component) {
    return container.paddingFifoQueue("q", QueueConfig.of(10, component));
  }

  private ShuffleQueue shuffle(int capacity, ShuffleConfig shuffle, TensorSpec... components) {
    return container.shuffleQueue("q", QueueConfig.of(capacity, components), shuffle);
  }

  private static TensorSpec undeclared() {
    return new TensorSpec(DType.FLOAT32, Shape.unknownRank(), "");
  }

  /// Q66, TC-201.
  @Test
  void theCapacityMustBeTheSame() {
    fifo(10, FLOAT);
    assertRefused("has capacity 10 (requested: 15)", () -> fifo(15, FLOAT));
    assertRefused("has capacity 10 (requested: -1)", () -> fifo(-1, FLOAT));
  }

  /// Q66.
  @Test
  void theQueueOfTheFirstStaysUsable() throws Exception {
    TensorQueue queue = fifo(1, Tensors.NUMBER);
    assertThrows(InvalidArgumentException.class, () -> fifo(2, Tensors.NUMBER));
    assertEquals(1, WayIn.COPY.put(queue, Wait.NOT_AT_ALL, 7));
    assertSame(queue, fifo(1, Tensors.NUMBER));
    assertEquals(1, queue.size());
  }

  /// Q66, Q59: all stand for no bound.
  @Test
  void negativeCapacitiesAreTheSame() {
    assertSame(fifo(-1, FLOAT), fifo(-10, FLOAT));
  }

  /// Q66.
  @Test
  void theKindMustBeTheSame() {
    fifo(10, FLOAT);
    assertRefused(
        "has kind FifoQueue (requested: ShuffleQueue)", () -> shuffle(10, SHUFFLE, FLOAT));
    assertRefused("has kind FifoQueue (requested: PaddingFifoQueue)", () -> padding(FLOAT));
  }

  /// Q66, TC-201.
  @Test
  void minAfterDequeueMustBeTheSame() {
    shuffle(10, SHUFFLE, FLOAT);
    assertRefused(
        "has min_after_dequeue 0 (requested: 5)", () -> shuffle(10, ShuffleConfig.of(5), FLOAT));
  }

  /// Q68, TC-201.
  @Test
  void givenSeedsMustBeTheSame() {
    TensorQueue queue = shuffle(10, SHUFFLE.withSeed(12), FLOAT);
    assertRefused(
        "has random seeds 12 (requested: 21)", () -> shuffle(10, SHUFFLE.withSeed(21), FLOAT));
    assertSame(queue, shuffle(10, SHUFFLE.withSeed(12), FLOAT));
  }

  /// Q68.
  @Test
  void whoGivesNoSeedTakesAny() {
    TensorQueue queue = shuffle(10, SHUFFLE.withSeed(12), FLOAT);
    assertSame(queue, shuffle(10, ShuffleConfig.of(0), FLOAT));
  }

  /// Q68: also if the seed was made up.
  @Test
  void aSeedMadeUpIsNotTheOneThatIsGiven() {
    ShuffleQueue queue = shuffle(10, SHUFFLE, FLOAT);
    long seed = queue.shuffle().seed();
    assertRefused(
        "has random seeds " + seed + " (requested: " + (seed + 1) + ")",
        () -> shuffle(10, SHUFFLE.withSeed(seed + 1), FLOAT));
    assertSame(queue, shuffle(10, queue.shuffle(), FLOAT));
  }

  /// R9, TC-199.
  @Test
  void aDerivedSeedMatchesTheSameSeedGiven() {
    TensorQueue queue = shuffle(1, SHUFFLE.withGraphSeed(87654321, "shared_queue"), FLOAT);
    assertSame(queue, shuffle(1, SHUFFLE.withSeed(887634792), FLOAT));
  }

  @Test
  void aReproducibleOrderMustBeAskedForByAll() {
    shuffle(10, SHUFFLE, FLOAT);
    assertRefused(
        "has deterministic false (requested: true)",
        () -> shuffle(10, SHUFFLE.withDeterministic(true), FLOAT));
  }

  /// Q66, TC-201: types and number of components.
  @Test
  void componentTypesMustBeTheSame() {
    fifo(10, FLOAT);
    assertRefused("has component types [float32] (requested: [int32])", () -> fifo(10, INT));
    assertRefused(
        "has component types [float32] (requested: [float32, int32])", () -> fifo(10, FLOAT, INT));
  }

  /// Q67, TC-201.
  @Test
  void shapesMustBeIdentical() {
    TensorSpec vector = TensorSpec.of(DType.FLOAT32, 1, 1, 2, 3);
    fifo(10, vector);
    assertRefused(
        "has component shapes [[1,1,2,3]] (requested: [[1,1,2,4]])",
        () -> fifo(10, TensorSpec.of(DType.FLOAT32, 1, 1, 2, 4)));
    assertRefused(
        "has component shapes [[1,1,2,3]] (requested: [<unknown>])", () -> fifo(10, undeclared()));
  }

  /// Q67: the other way round.
  @Test
  void aShapeDeclaredDiffersFromNone() {
    TensorQueue queue = fifo(10, undeclared());
    assertRefused("has component shapes [<unknown>] (requested: [[]])", () -> fifo(10, FLOAT));
    assertSame(queue, fifo(10, undeclared()));
  }

  /// Q67.
  @Test
  void shapesOfPaddingQueuesMustBeCompatible() {
    TensorQueue queue = padding(TensorSpec.of(DType.FLOAT32, 3, -1));
    assertSame(queue, padding(TensorSpec.of(DType.FLOAT32, -1, -1)));
    assertSame(queue, padding(TensorSpec.of(DType.FLOAT32, 3, 5)));
    String has = "has component shapes [[3,?]] (requested: ";
    assertRefused(has + "[[4,?]])", () -> padding(TensorSpec.of(DType.FLOAT32, 4, -1)));
    assertRefused(has + "[[?]])", () -> padding(TensorSpec.of(DType.FLOAT32, -1)));
    assertRefused(has + "[<unknown>])", () -> padding(undeclared()));
  }

  /// Q66: of several differences the first is told.
  @Test
  void settingsAreComparedInOrder() {
    shuffle(10, SHUFFLE.withSeed(1), FLOAT);
    ShuffleConfig other = ShuffleConfig.of(5).withSeed(2).withDeterministic(true);
    TensorSpec ints = TensorSpec.of(DType.INT32, 2);
    TensorSpec floats = TensorSpec.of(DType.FLOAT32, 2);
    assertAttribute("kind", () -> fifo(20, ints));
    assertAttribute("capacity", () -> shuffle(20, other, ints));
    assertAttribute("min_after_dequeue", () -> shuffle(10, other, ints));
    ShuffleConfig seed = SHUFFLE.withSeed(2).withDeterministic(true);
    assertAttribute("random seeds", () -> shuffle(10, seed, ints));
    ShuffleConfig deterministic = SHUFFLE.withDeterministic(true);
    assertAttribute("deterministic", () -> shuffle(10, deterministic, ints));
    assertAttribute("component types", () -> shuffle(10, SHUFFLE, ints));
    assertAttribute("component shapes", () -> shuffle(10, SHUFFLE, floats));
  }

  private void assertAttribute(String attribute, Supplier<? extends TensorQueue> asked) {
    String message = assertThrows(InvalidArgumentException.class, asked::get).getMessage();
    String start = "container 'c', shared queue 'q' has " + attribute + " ";
    assertEquals(start, message.substring(0, Math.min(start.length(), message.length())));
  }

  /// Q66: names are not compared, nor is what TensorFlow's queues do not have.
  @Test
  void namesWaitingAndMemoryMayDiffer() {
    QueueConfig config = QueueConfig.of(10, TensorSpec.named("x", DType.FLOAT32));
    TensorQueue queue = container.fifoQueue("q", config);
    QueueConfig other =
        QueueConfig.of(10, FLOAT)
            .withName("other")
            .withWaiting(Waiting.idling(BusySpinIdleStrategy::new))
            .withArena(Arena.ofAuto())
            .withMemory(MemoryPolicy.PLAIN)
            .withPooledStorage()
            .withByteBudget(100)
            .withStampedArrivals();
    assertSame(queue, container.fifoQueue("q", other));
  }
}
