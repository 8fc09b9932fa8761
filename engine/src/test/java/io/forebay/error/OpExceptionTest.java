package io.forebay.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The family of errors and TensorFlow's numbers (behaviour 1).
class OpExceptionTest {
  @Test
  void everyKindHasItsCode() {
    List<OpException> kinds =
        List.of(
            new CancelledException("m"),
            new InvalidArgumentException("m"),
            new DeadlineExceededException("m"),
            new PreemptionException(Code.ABORTED, "m"),
            new OutOfRangeException("m"),
            new PreemptionException(Code.UNAVAILABLE, "m"));
    assertEquals(
        List.of(1, 3, 4, 10, 11, 14), kinds.stream().map(kind -> kind.code().number()).toList());
    kinds.forEach(kind -> assertEquals("m", kind.getMessage()));
  }

  @Test
  void aCauseIsKept() {
    Exception cause = new Exception("why");
    assertSame(cause, new CancelledException("m", cause).getCause());
    assertSame(cause, new OutOfRangeException("m", cause).getCause());
    assertSame(cause, new InvalidArgumentException("m", cause).getCause());
    assertSame(cause, new DeadlineExceededException("m", cause).getCause());
  }

  @Test
  void aCancelledEnqueueTellsHowManyRowsAreIn() {
    assertEquals(0, new CancelledException("m").rowsEnqueued());
    assertEquals(7, new CancelledException("m", 7).rowsEnqueued());
  }

  @Test
  void onlyTwoCodesArePreemptions() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new PreemptionException(Code.CANCELLED, "m"));
    assertEquals("code: CANCELLED (expected: ABORTED or UNAVAILABLE)", e.getMessage());
  }
}
