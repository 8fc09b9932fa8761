package io.forebay.session;

import io.forebay.coordination.Coordinator;
import java.util.List;

/// Writes down what it is called for, and may throw there.
public final class RecordingHook implements SessionHook {
  private final String name;
  private final List<String> events;
  private String throwsIn = "";
  private int throwsAt;
  private RuntimeException thrown = new IllegalStateException();
  private int calls;

  /// It writes its name and the method's.
  public RecordingHook(String name, List<String> events) {
    this.name = name;
    this.events = events;
  }

  /// Throws from the call of that number, from 1 on, of that method.
  public RecordingHook throwing(String method, int call, RuntimeException error) {
    throwsIn = method;
    throwsAt = call;
    thrown = error;
    return this;
  }

  @Override
  public void begin() {
    called("begin");
  }

  @Override
  public void afterCreateSession(Session<?> session, Coordinator coordinator) {
    called("afterCreateSession");
  }

  @Override
  public RunArgs beforeRun(RunContext context) {
    called("beforeRun");
    return RunArgs.NONE;
  }

  @Override
  public void afterRun(RunContext context, RunValues values) {
    called("afterRun");
  }

  @Override
  public void end(Session<?> session) {
    called("end");
  }

  private void called(String method) {
    events.add(name + "." + method);
    if (method.equals(throwsIn) && ++calls == throwsAt) {
      throw thrown;
    }
  }
}
