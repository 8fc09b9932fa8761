package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Wrong arguments: refused before anything is done, in words that say what was expected (Q15 to
/// Q19, Q24, Q28).
abstract class ArgumentTests extends WaysInAndOutTests {
  private static final TensorSpec IMAGE = TensorSpec.of(DType.FLOAT32, 3, 3);
  private static final TensorSpec LABEL = TensorSpec.of(DType.INT32);

  private final Tensor image = Tensors.of(IMAGE);
  private final Tensor label = Tensors.of(LABEL);

  private static void refused(String words, Executable call) {
    String message = assertThrows(InvalidArgumentException.class, call).getMessage();
    assertEquals("queue 'others': " + words, message);
  }

  /// Q16: the number of components, then the dtypes, then the shapes. TC-006, TC-030, TC-044.
  @Test
  void anElementMustFitTheSpec() throws Exception {
    TensorQueue q = queueOf(2, IMAGE, LABEL);
    Tensor wide = Tensors.of(DType.FLOAT32, 3, 4);
    String spec = "[float32[3,3], int32[]]";
    refused("1 components (expected: 2, " + spec + ")", () -> q.enqueue(wide));
    refused("3 components (expected: 2, " + spec + ")", () -> q.enqueue(image, label, label));
    refused(
        "component 1 has dtype int64 (expected: int32)", () -> q.enqueue(image, Tensors.scalar(1)));
    refused(
        "component 0 has the wrong shape: expected [3,3] got [3,4]", () -> q.enqueue(wide, label));
    refused(
        "component 0 has the wrong shape: expected [3,3] got []",
        () -> q.enqueue(Tensors.of(DType.FLOAT32), label));
    assertEquals(0, q.size());
    assertEquals(0, q.counters().enqueued());
  }

  /// Q16, Q17, TC-028, TC-043, TC-115.
  @Test
  void stackedElementsMustFitTheSpec() throws Exception {
    TensorQueue q = queueOf(2, IMAGE, LABEL);
    Tensor images = Tensors.of(DType.FLOAT32, 2, 3, 3);
    refused(
        "component 1 has the wrong shape: expected [2] got [3]",
        () -> q.enqueueMany(images, Tensors.of(DType.INT32, 3)));
    refused(
        "component 0 has the wrong shape: expected [2,3,3] got [2,3,4]",
        () -> q.enqueueMany(Tensors.of(DType.FLOAT32, 2, 3, 4), Tensors.of(DType.INT32, 2)));
    refused(
        "component 1 has dtype int64 (expected: int32)",
        () -> q.enqueueMany(images, Tensors.of(DType.INT64, 2)));
    refused(
        "component 0 has shape [] (expected: rank at least 1, its first dimension the number of"
            + " elements)",
        () -> q.enqueueMany(Tensors.of(DType.FLOAT32), label));
    refused(
        "component 0 has the wrong shape: expected [0,3,3] got [0]",
        () -> q.enqueueMany(Tensors.of(DType.FLOAT32, 0), Tensors.of(DType.INT32, 0)));
    assertEquals(0, q.size());
  }

  /// TC-041, Q50: named components come as a map, others do not; messages tell the names.
  @Test
  void namesMustMatch() throws Exception {
    TensorSpec id = TensorSpec.named("id", DType.INT64);
    TensorQueue named = queueOf(2, id, TensorSpec.named("label", DType.INT32));
    TensorQueue unnamed = queueOf(2, Tensors.NUMBER);
    Tensor one = Tensors.scalar(1);
    String names = "(expected: a map with the names [id, label])";
    refused("tensors without names " + names, () -> named.enqueue(one, label));
    refused("tensors without names " + names, () -> named.enqueueMany(Tensors.vector(1), label));
    String expected = "do not match (expected: [id, label])";
    refused("names [] " + expected, () -> named.enqueue(Map.of()));
    refused("names [id] " + expected, () -> named.enqueueMany(Map.of("id", one)));
    var surplus = Map.of("id", one, "label", label, "x", label);
    refused("names [id, label, x] " + expected, () -> named.enqueue(surplus));
    refused(
        "component 1 ('label') has dtype int64 (expected: int32)",
        () -> named.enqueue(Map.of("id", one, "label", one)));
    refused(
        "a map of tensors (expected: tensors in order, the components must have names for a map)",
        () -> unnamed.enqueue(Map.of("id", one)));
    assertEquals(List.of("id", "label"), named.names());
    assertEquals(List.of(), unnamed.names());
    assertEquals(0, named.size());
  }

  @Test
  void theCallersTensorsMustFitWhatComesOut() throws Exception {
    TensorQueue q = queueOf(2, IMAGE, LABEL);
    refused(
        "component 1 has the wrong shape: expected [] got [1]",
        () -> q.dequeue(image, Tensors.of(DType.INT32, 1)));
    refused(
        "component 0 has the wrong shape: expected [2,3,3] got [3,3]",
        () -> q.dequeueMany(2, image, Tensors.of(DType.INT32, 2)));
    refused(
        "component 1 has the wrong shape: expected [2] got [3]",
        () -> q.dequeueUpTo(2, Tensors.of(DType.FLOAT32, 2, 3, 3), Tensors.of(DType.INT32, 3)));
  }

  /// Q28.
  @Test
  void aBatchHasNoNegativeNumberOfRows() {
    TensorQueue q = queueOf(2, Tensors.NUMBER);
    refused("batch of -1 rows (expected: 0 to 1073741824)", () -> q.newBatch(-1));
    refused("batch of -1 rows (expected: 0 to 1073741824)", () -> q.dequeueMany(-1, label));
    refused("batch of -7 rows (expected: 0 to 1073741824)", () -> q.dequeueUpTo(-7, label));
    assertThrows(InvalidArgumentException.class, () -> q.newBatch(Integer.MAX_VALUE));
  }

  @Test
  void aClaimHasAtLeastOneRowAndFits() throws Exception {
    TensorQueue q = queueOf(4, Tensors.NUMBER);
    refused("claim of 0 rows (expected: 1 to 4)", () -> q.newClaim(0));
    refused("claim of -1 rows (expected: 1 to 4)", () -> q.newClaim(-1));
    refused("claim of 5 rows (expected: 1 to 4)", () -> q.newClaim(5));
    try (Claim claim = q.newClaim(2)) {
      var wait = io.forebay.wait.Wait.FOREVER;
      refused("claim of 3 rows (expected: 1 to 2)", () -> q.claim(claim, 3, wait));
      refused("claim of 0 rows (expected: 1 to 2)", () -> q.claim(claim, 0, wait));
    }
  }

  @Test
  void claimsAndBatchesBelongToTheirQueue() throws Exception {
    TensorQueue q = queueOf(4, Tensors.NUMBER);
    Subject other = queue(4);
    refused(
        "the claim belongs to another queue (expected: one made by this queue's newClaim)",
        () -> q.claim(other.queue.newClaim(1)));
    refused(
        "the batch belongs to queue 'numbers' (expected: one made by this queue's newBatch)",
        () -> q.dequeueMany(other.queue.newBatch(1)));
  }

  /// Q15, TX-14: also on a closed queue a wrong argument is what is reported.
  @Test
  void argumentsAreCheckedBeforeTheQueueIsClosed() throws Exception {
    TensorQueue q = queueOf(4, Tensors.NUMBER);
    q.close();
    refused(
        "component 0 has the wrong shape: expected [] got [1]", () -> q.enqueue(Tensors.vector(1)));
    refused(
        "component 0 has dtype int32 (expected: int64)",
        () -> q.enqueueMany(Tensors.of(DType.INT32, 0)));
    assertThrows(CancelledException.class, () -> q.enqueue(Tensors.scalar(1)));
  }

  /// A tensor that its owner has released is no argument either.
  @Test
  void aReleasedTensorGoesNowhere() throws Exception {
    Subject q = queue(4);
    q.put(1);
    Tensor gone;
    try (Batch batch = q.queue.newBatch(1)) {
      q.queue.dequeueMany(batch);
      q.took(WayOut.values(batch));
      gone = batch.component(0);
    }
    assertThrows(IllegalStateException.class, () -> q.queue.enqueue(gone.row(0)));
    assertThrows(IllegalStateException.class, () -> q.queue.enqueueMany(gone));
    assertEquals(0, q.size());
  }
}
