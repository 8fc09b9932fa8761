package io.forebay.bench.measure;

import io.forebay.bench.measure.Bench.ContenderFailure;
import java.io.IOException;
import java.nio.file.Path;

/// The JVM that measures. It reads a job and writes an outcome, and dies with its parent.
final class ChildMain {
  private static final int FAILED = 1;

  private ChildMain() {}

  /// Files: of the job, of the outcome, of what JMH says.
  public static void main(String[] files) throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().name("parent").start(ChildMain::dieWithParent);
    Job job = JobFile.read(Path.of(files[0]), Job.class);
    JmhBench jmh = new JmhBench();
    Bench told =
        (contender, millis, kind) -> {
          System.out.println(kind + " " + contender);
          return jmh.run(contender, millis, kind);
        };
    try {
      Outcome outcome = new Alternation(job, told).run();
      JmhResults.save(jmh.results(), Path.of(files[2]));
      JobFile.write(outcome, Path.of(files[1]));
      System.exit(0); // what benchmarks keep may have threads
    } catch (ContenderFailure e) {
      System.out.println(e.getMessage());
      System.exit(FAILED);
    }
  }

  /// The parent never writes: the end of the input is the end of the parent.
  private static void dieWithParent() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // as gone as at the end
    }
    Runtime.getRuntime().halt(FAILED);
  }
}
