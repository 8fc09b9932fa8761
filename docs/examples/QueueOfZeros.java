import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;

/// A queue of three zeros. One operation takes a number out, adds one and puts it back.
///
/// Its last line: left in the queue: 1.0 1.0 2.0
void main() throws InterruptedException {
  TensorSpec number = TensorSpec.of(DType.FLOAT32);
  FifoQueue queue = new FifoQueue(QueueConfig.of(3, number));
  try (Arena arena = Arena.ofConfined()) {
    queue.enqueueMany(Tensor.allocate(arena, TensorSpec.of(DType.FLOAT32, 3)));
    Tensor x = Tensor.allocate(arena, number);
    for (int i = 0; i < 4; i++) {
      increment(queue, x);
    }
    queue.close();
    IO.print("left in the queue:");
    while (queue.size() > 0) {
      queue.dequeue(x);
      IO.print(" " + x.getFloat(0));
    }
    IO.println();
  }
  queue.free();
}

void increment(FifoQueue queue, Tensor x) throws InterruptedException {
  queue.dequeue(x);
  x.setFloat(0, x.getFloat(0) + 1);
  queue.enqueue(x);
}
