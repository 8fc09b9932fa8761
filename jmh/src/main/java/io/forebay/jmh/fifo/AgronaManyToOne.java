package io.forebay.jmh.fifo;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.Retrying;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Agrona's `ManyToOneRingBuffer`: messages are written in place (`tryClaim`, `commit`) and read in
/// place, all that are there at once, up to 64.
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED")
public class AgronaManyToOne {
  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// It has no runs.
  @Param("1")
  public int run;

  /// Elements that the ring holds at least.
  @Param("4096")
  public int capacity;

  /// How both sides wait.
  @Param("spin")
  public String waiting;

  private ManyToOneRingBuffer ring;

  /// A thread of either side.
  @State(Scope.Thread)
  public static class Side {
    private IdleStrategy idle;
    private AgronaBuffers.Reader reader;
    private long value;

    /// Chooses how to retry.
    @Setup
    public void open(AgronaManyToOne agrona) {
      idle = Retrying.strategy(agrona.waiting);
      reader = new AgronaBuffers.Reader(Kernels.words(agrona.bytes));
    }
  }

  /// Takes the ring of these parameters.
  @Setup
  public void open() {
    ring =
        Kept.get(
            String.join(" ", "agrona ManyToOne", "" + bytes, "" + capacity),
            () -> new ManyToOneRingBuffer(AgronaBuffers.forMessages(capacity, bytes)));
  }

  /// Claims a message and writes it.
  @Benchmark
  @Group("handOver")
  public void produce(Side side, Elements elements) {
    int at = ring.tryClaim(AgronaBuffers.MESSAGE, bytes);
    if (at <= 0) {
      elements.refused++;
      side.idle.idle();
      return;
    }
    side.idle.reset();
    Kernels.write(ring.buffer(), at, bytes / Long.BYTES, side.value++);
    ring.commit(at);
  }

  /// Reads what is there.
  @Benchmark
  @Group("handOver")
  public void consume(Side side, Elements elements, Blackhole hole) {
    int read = ring.read(side.reader, AgronaBuffers.MOST);
    if (read == 0) {
      elements.refused++;
      side.idle.idle();
      return;
    }
    side.idle.reset();
    elements.elements += read;
    hole.consume(side.reader.sum());
  }
}
