package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Call;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/// The queues of a case, of the kind that a subclass says, freed at its end; and the claims that
/// cases make about them.
abstract class CaseFixture {
  /// The component of most cases.
  static final TensorSpec FLOAT = TensorSpec.of(DType.FLOAT32);

  /// The other component of cases with two.
  static final TensorSpec INT = TensorSpec.of(DType.INT32);

  private final List<TensorQueue> queues = new ArrayList<>();

  /// A queue of the kind under test.
  abstract TensorQueue create(QueueConfig config);

  /// True if elements leave in the order in which they came.
  boolean isOrdered() {
    return true;
  }

  /// A component of any shape.
  static TensorSpec undeclared(String name, DType dtype) {
    return new TensorSpec(dtype, Shape.unknownRank(), name);
  }

  /// A queue of single numbers.
  final TensorQueue queue(int capacity) {
    return queue(capacity, FLOAT);
  }

  final TensorQueue queue(int capacity, TensorSpec... components) {
    return freedLater(create(QueueConfig.of(capacity, components)));
  }

  final <Q extends TensorQueue> Q freedLater(Q queue) {
    queues.add(queue);
    return queue;
  }

  @AfterEach
  void free() {
    queues.forEach(TensorQueue::free);
  }

  /// What came out is what was expected: in that order if the queue keeps one.
  final <T> void assertCameOut(List<T> expected, List<T> cameOut) {
    if (isOrdered()) {
      assertEquals(expected, cameOut);
    } else {
      assertSameMultiset(expected, cameOut);
    }
  }

  static <T> void assertSameMultiset(List<T> expected, List<T> actual) {
    assertEquals(sortedTexts(expected), sortedTexts(actual));
  }

  private static List<String> sortedTexts(List<?> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }

  static void assertEnd(Executable call) {
    assertIsEnd(assertThrows(OutOfRangeException.class, call));
  }

  static void assertEnds(Call<?> call) {
    assertIsEnd(call.failure(OutOfRangeException.class));
  }

  private static void assertIsEnd(OutOfRangeException e) {
    assertTrue(e.getMessage().contains("is closed and has insufficient elements"), e.getMessage());
  }

  static void assertClosed(Executable call) {
    String message = assertThrows(CancelledException.class, call).getMessage();
    assertTrue(message.contains("is closed"), message);
  }

  /// Refused before anything is done, in words that contain these.
  static void assertRefused(String words, Executable call) {
    String message = assertThrows(InvalidArgumentException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }

  /// Starts a dequeue and returns once it waits, behind those that wait already.
  static <T> Call<T> blockedConsumer(TensorQueue queue, Call.Body<T> dequeue) {
    int before = queue.waitingConsumers();
    Call<T> call = Call.of(dequeue);
    Call.until(() -> queue.waitingConsumers() == before + 1);
    return call;
  }

  /// Starts an enqueue, or a close, and returns once it waits.
  static Call<Void> blockedProducer(TensorQueue queue, Call.Action enqueue) {
    int before = queue.waitingProducers();
    Call<Void> call = Call.to(enqueue);
    Call.until(() -> queue.waitingProducers() == before + 1);
    return call;
  }

  /// Starts as many calls at once.
  static <T> List<Call<T>> calls(int n, Call.Body<T> body) {
    List<Call<T>> calls = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      calls.add(Call.of(body));
    }
    return calls;
  }

  static <T> List<T> results(List<Call<T>> calls) {
    return calls.stream().map(Call::result).toList();
  }

  static <T> List<T> flat(List<List<T>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }
}
