package io.forebay.coordination;

import java.util.ArrayList;
import java.util.List;

/// A pipeline, and a coordinator of its runners.
public abstract class PipelineFixture {
  protected final Pipeline pipeline = new Pipeline("test");
  protected final Coordinator coordinator = new Coordinator();
  private final List<Thread> threads = new ArrayList<>();

  /// Of an empty one.
  protected PipelineFixture() {}

  /// As a session does it.
  protected final void startRunners() {
    pipeline
        .queueRunners()
        .forEach(runner -> threads.addAll(runner.createThreads(coordinator, true, true)));
  }

  /// Stops the coordinator, upon which all threads end.
  protected final void stopRunners() {
    coordinator.requestStop();
    awaitThreads();
  }

  /// All threads of the runners have ended.
  protected final void awaitThreads() {
    threads.forEach(Await::end);
  }

  /// Stops the runners and frees the pipeline: to be called after each test.
  protected final void stopAndFree() {
    stopRunners();
    pipeline.close();
  }
}
