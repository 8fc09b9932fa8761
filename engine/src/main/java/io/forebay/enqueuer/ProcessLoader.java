package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;

/// Has items loaded by processes, one a worker (K23).
final class ProcessLoader implements Loader<Tensor[]> {
  private final String name;
  private final ProcessConfig<?> config;
  private final List<Wire.Greeting> greetings;
  private final LongToIntFunction indexOf;
  private final List<WorkerProcess> processes = new ArrayList<>();

  private ProcessLoader(
      String name,
      ProcessConfig<?> config,
      List<Wire.Greeting> greetings,
      LongToIntFunction indexOf) {
    this.name = name;
    this.config = config;
    this.greetings = greetings;
    this.indexOf = indexOf;
  }

  /// Processes that have a sequence each; `indexOf` tells which of its items the item with some
  /// number is.
  static ProcessLoader ofSequences(
      String name, int workers, ProcessConfig<SequenceFactory> config, LongToIntFunction indexOf) {
    var greeting = new Wire.Greeting(true, config.factory().getName(), config.args(), 0);
    return new ProcessLoader(name, config, Collections.nCopies(workers, greeting), indexOf);
  }

  /// Processes that have a generator each (K22).
  static ProcessLoader ofGenerators(
      String name, int workers, ProcessConfig<GeneratorFactory> config, long seed) {
    String factory = config.factory().getName();
    List<Wire.Greeting> greetings =
        LongStream.range(0, workers)
            .mapToObj(i -> new Wire.Greeting(false, factory, config.args(), seed + i))
            .toList();
    return new ProcessLoader(name, config, greetings, number -> 0);
  }

  @Override
  public void start() {
    SharedFiles.removeLeftOvers(config.memory());
    for (Wire.Greeting greeting : greetings) {
      String worker = name + "-worker-" + processes.size();
      try {
        processes.add(WorkerProcess.start(worker, config, greeting));
      } catch (IOException e) {
        throw new EnqueuerException(worker + ": no process can be started: " + e, e);
      }
    }
  }

  @Override
  public Outcome<Tensor[]> load(int worker, long number) {
    return processes.get(worker).load(indexOf.applyAsInt(number));
  }

  /// Tells every process of the end of an epoch, and waits until all have said that they know. No
  /// item is being loaded meanwhile.
  void endEpoch() throws IOException {
    processes.forEach(WorkerProcess::sendEpochEnd);
    for (WorkerProcess process : processes) {
      process.awaitEpochEnd();
    }
  }

  @Override
  public void abort() {
    processes.forEach(WorkerProcess::kill);
  }

  @Override
  public void close() {
    processes.forEach(WorkerProcess::close);
  }
}
