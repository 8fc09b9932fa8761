package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The memory shared with a worker process, whose word is not taken for the size of the file.
class SlotTest {
  @TempDir private Path folder;

  /// What a worker process does: puts numbers into the file, which grows with them.
  private static void write(FileChannel file, long... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    bytes.order(ByteOrder.nativeOrder()).asLongBuffer().put(numbers);
    file.write(bytes, 0);
  }

  private static FileChannel open(Slot slot) throws IOException {
    FileChannel file =
        FileChannel.open(Path.of(slot.path()), StandardOpenOption.READ, StandardOpenOption.WRITE);
    slot.opened();
    return file;
  }

  private static List<Wire.Place> numbers(long count, long from) {
    return List.of(new Wire.Place(DType.INT64, Shape.of(count), from * Long.BYTES));
  }

  @Test
  void whatTheWorkerWroteIsShownAlsoWhenTheFileHasGrown() throws IOException {
    try (Slot slot = Slot.create(0, folder);
        FileChannel file = open(slot)) {
      write(file, 1, 2);
      assertEquals(2, slot.show(16, numbers(1, 1))[0].getLong(0));
      slot.hide();
      write(file, 3, 4, 5);
      Tensor three = slot.show(24, numbers(3, 0))[0];
      assertEquals(List.of(3L, 5L), List.of(three.getLong(0), three.getLong(2)));
    }
  }

  /// To map more than there is would lengthen the file, and show what nobody wrote.
  @Test
  void moreThanTheFileHasIsRefusedAndTheFileStaysAsItIs() throws IOException {
    try (Slot slot = Slot.create(0, folder);
        FileChannel file = open(slot)) {
      var none = assertThrows(IOException.class, () -> slot.show(8, numbers(1, 0)));
      assertEquals("file of 0 bytes (expected: 8)", none.getMessage());
      write(file, 1, 2);
      for (long bytes : new long[] {17, 24, 1L << 40, Long.MAX_VALUE}) {
        var e = assertThrows(IOException.class, () -> slot.show(bytes, numbers(2, 0)));
        assertEquals("file of 16 bytes (expected: " + bytes + ")", e.getMessage());
      }
      assertEquals(16, file.size());
    }
  }

  /// After a refusal the slot is used as before.
  @Test
  void aRefusalLeavesTheMemoryThatWasThere() throws IOException {
    try (Slot slot = Slot.create(0, folder);
        FileChannel file = open(slot)) {
      write(file, 1, 2);
      slot.show(16, numbers(2, 0));
      slot.hide();
      assertThrows(IOException.class, () -> slot.show(24, numbers(3, 0)));
      assertEquals(2, slot.show(16, numbers(2, 0))[0].getLong(1));
    }
  }
}
