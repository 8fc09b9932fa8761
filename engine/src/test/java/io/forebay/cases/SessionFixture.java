package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.forebay.coordination.Coordinator;
import io.forebay.error.Code;
import io.forebay.error.PreemptionException;
import io.forebay.queue.Call;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
import io.forebay.session.SessionHook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What cases of monitored sessions have in common: a model that counts the steps of its session,
/// how many sessions were built, and a list for what happens.
abstract class SessionFixture {
  final AtomicInteger sessions = new AtomicInteger();
  final List<String> events = Collections.synchronizedList(new ArrayList<>());

  final SessionConfig<AtomicInteger> config(SessionHook... hooks) {
    return SessionConfig.<AtomicInteger>of(
            "cases",
            pipeline -> {
              sessions.incrementAndGet();
              return new AtomicInteger();
            })
        .withHooks(hooks);
  }

  /// TensorFlow's singular form.
  final SessionConfig<AtomicInteger> singular(SessionHook... hooks) {
    return config(hooks).withRecovery(false);
  }

  static PreemptionException aborted() {
    return new PreemptionException(Code.ABORTED, "preempted");
  }

  static Coordinator coordinator(MonitoredSession<?> session) {
    Coordinator coordinator = session.coordinator();
    assertNotNull(coordinator, "it is open");
    return coordinator;
  }

  /// A thread in the background reports an error.
  static void report(MonitoredSession<?> session, Throwable error) {
    Coordinator coordinator = coordinator(session);
    Call.to(() -> coordinator.requestStop(error)).result();
  }
}
