package io.forebay.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.Shape;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// What a payload remembers, and when it forgets.
class PayloadTest {
  private final Payload payload = new Payload(2);

  @Test
  void isPaidForOnceAndRefundedOnce() {
    assertEquals(0, payload.refund());
    payload.charge(40);
    assertEquals(0, payload.chargeAgain());
    assertEquals(40, payload.refund());
    assertEquals(0, payload.refund());
    assertEquals(40, payload.chargeAgain());
    assertEquals(0, payload.chargeAgain());
    assertEquals(40, payload.refund());
  }

  @Test
  void isBuriedUntilItIsGrantedAnotherPosition() {
    payload.position(7);
    assertFalse(payload.isBuried());
    payload.bury();
    assertTrue(payload.isBuried());
    assertEquals(7, payload.position());
    payload.position(8);
    assertFalse(payload.isBuried());
    assertEquals(8, payload.position());
  }

  @Test
  void leavesOnceAPosition() {
    payload.position(1);
    assertTrue(payload.leave());
    assertFalse(payload.leave());
    payload.position(2);
    assertTrue(payload.leave());
  }

  @Test
  void forgetsWhatItHeldAndWhomToTell() {
    MemorySegment memory = MemorySegment.ofArray(new byte[8]);
    Runnable released = () -> {};
    payload.place(1, memory, 3, Shape.of(2));
    payload.borrow(released);
    assertSame(memory, payload.base(1));
    assertEquals(3, payload.offset(1));
    assertEquals(Shape.of(2), payload.shape(1));
    assertSame(released, payload.letGo());
    assertNull(payload.letGo());
    assertThrows(NullPointerException.class, () -> payload.base(1));
    assertThrows(NullPointerException.class, () -> payload.shape(1));
  }
}
