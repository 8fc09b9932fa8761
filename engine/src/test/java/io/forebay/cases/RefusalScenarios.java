package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;

/// What does not fit a queue is refused, and the queue is as before.
abstract class RefusalScenarios extends CaseFixture {
  /// Components () and (2): E of a vector for the scalar, EM of a scalar for a stack.
  void anElementMustFitItsShapes() {
    TensorQueue q = queue(10, INT, TensorSpec.of(DType.INT32, 2));
    assertRefused(
        "component 0 has the wrong shape: expected [] got [2]",
        () -> q.enqueue(Values.vector(DType.INT32, 1, 2), Values.vector(DType.INT32, 2, 2)));
    assertRefused(
        "component 0 has shape [] (expected: rank at least 1",
        () -> q.enqueueMany(Values.scalar(DType.INT32, 7), Values.counted(DType.INT32, 3, 2)));
    assertEquals(0, q.size());
  }

  /// EM of stacks of different lengths; the middle one, or the last one.
  void stacksMustHaveTheSameLength() {
    TensorQueue q = queue(10, FLOAT, FLOAT, FLOAT);
    var two = Values.vector(DType.FLOAT32, 1, 2);
    var three = Values.vector(DType.FLOAT32, 1, 2, 3);
    assertRefused("component 1", () -> q.enqueueMany(three, two, three));
    assertRefused("component 2", () -> q.enqueueMany(three, three, two));
    assertRefused("expected [2] got [3]", () -> q.enqueueMany(two, three, three));
    assertEquals(0, q.size());
  }

  /// An int32 for the float32 component, in E and EM.
  void aComponentOfAnotherDtypeIsRefused() {
    TensorQueue q = queue(10, INT, FLOAT);
    String words = "component 1 has dtype int32 (expected: float32)";
    assertRefused(
        words, () -> q.enqueue(Values.scalar(DType.INT32, 1), Values.scalar(DType.INT32, 2)));
    assertRefused(
        words, () -> q.enqueueMany(Values.vector(DType.INT32, 1), Values.vector(DType.INT32, 2)));
    assertRefused(
        "component 0 has dtype float32 (expected: int32)",
        () -> q.enqueue(Values.scalar(DType.FLOAT32, 1), Values.scalar(DType.FLOAT32, 2)));
    assertEquals(0, q.size());
  }
}
