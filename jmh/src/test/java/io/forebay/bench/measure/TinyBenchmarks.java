package io.forebay.bench.measure;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Contenders that do next to nothing, or go wrong.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Group)
public class TinyBenchmarks {
  @Param("?")
  String run;

  /// What went through.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Elements {
    public long elements;
  }

  @Benchmark
  @Group("handOver")
  public void produce() {
    Thread.onSpinWait();
  }

  @Benchmark
  @Group("handOver")
  public void consume(Elements counted) {
    counted.elements += Integer.parseInt(run);
  }

  @Benchmark
  @Group("control")
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public void control() {
    long end = System.nanoTime() + 1_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait(); // as a sample of 0 ns says nothing
    }
  }

  @Benchmark
  @Group("broken")
  public void broken() {
    throw new IllegalStateException("broken on purpose");
  }

  @Benchmark
  @Group("dead")
  public void dead() {
    Runtime.getRuntime().halt(7);
  }

  @Benchmark
  @Group("hanging")
  public void hanging() {
    while (run != null) {
      Thread.onSpinWait();
    }
  }
}
