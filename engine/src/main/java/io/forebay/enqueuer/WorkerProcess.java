package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// One worker process, seen from the enqueuer. One thread at a time commands it; [#kill] is for any
/// thread, and so is giving slots back.
final class WorkerProcess {
  private static final long EXIT_MILLIS = 500; // from the end of its answers to its exit

  private final String name;
  private final Path folder;
  private final ClassLoader userClasses;
  private final Process process;
  private final LastLines lines;
  private final DataOutputStream to;
  private final DataInputStream from;
  private final List<Slot> slots = new ArrayList<>();
  private final Queue<Slot> unused = new ConcurrentLinkedQueue<>();

  private WorkerProcess(String name, ProcessConfig<?> config, Process process) {
    this.name = name;
    this.folder = config.memory();
    this.userClasses = config.factory().getClassLoader();
    this.process = process;
    this.lines = new LastLines(name, process.errorReader());
    this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /// Starts a process and says who it is. The files of this library and of the user are found on
  /// the class path of the configuration.
  ///
  /// @throws IOException if the system cannot start it
  static WorkerProcess start(String name, ProcessConfig<?> config, Wire.Greeting greeting)
      throws IOException {
    WorkerProcess worker = of(name, config, command(name, config).start());
    try {
      greeting.writeTo(worker.to);
      worker.to.flush();
    } catch (IOException e) {
      // it has died, which is told with its first item
    }
    return worker;
  }

  /// If its output cannot be read, for want of a thread, it is ended.
  private static WorkerProcess of(String name, ProcessConfig<?> config, Process process) {
    try {
      return new WorkerProcess(name, config, process);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// No performance data: the file that holds them would stay when the process is killed.
  private static ProcessBuilder command(String name, ProcessConfig<?> config) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xshare:auto",
        "-XX:-UsePerfData",
        "-cp",
        config.classPath(),
        WorkerMain.class.getName(),
        name);
  }

  /// Has it load an item, and waits for that.
  Outcome<Tensor[]> load(int index) {
    String task = "item " + index;
    Slot slot = unused.poll();
    try {
      if (slot == null) {
        slot = openSlot();
      }
      to.writeByte(Wire.LOAD);
      to.writeInt(index);
      to.writeInt(slot.number());
      to.flush();
      return answer(from.readByte(), slot);
    } catch (IOException e) {
      throw death(task, e);
    }
  }

  private Outcome<Tensor[]> answer(byte kind, Slot slot) throws IOException {
    if (kind == Wire.RESULT) {
      return result(slot);
    }
    unused.add(slot);
    return switch (kind) {
      case Wire.NOTHING -> new Outcome.Skipped<>();
      case Wire.END -> new Outcome.Ended<>();
      case Wire.FAILED -> new Outcome.Failed<>(failure());
      default -> throw new IOException("answer: " + kind + " (expected: one of a load)");
    };
  }

  private Outcome<Tensor[]> result(Slot slot) throws IOException {
    Wire.Result result = Wire.Result.readFrom(from);
    return new Outcome.Value<>(show(slot, result.bytes(), result.places()), () -> release(slot));
  }

  private Tensor[] show(Slot slot, long bytes, List<Wire.Place> places) {
    try {
      return slot.show(bytes, places);
    } catch (IOException e) {
      throw new EnqueuerException(
          name + ": " + bytes + " bytes of shared memory cannot be mapped: " + e, e);
    }
  }

  private void release(Slot slot) {
    slot.hide();
    unused.add(slot);
  }

  private Slot openSlot() throws IOException {
    Slot slot = newSlot();
    slots.add(slot);
    try {
      to.writeByte(Wire.OPEN);
      to.writeInt(slot.number());
      Wire.writeText(to, slot.path());
      to.flush();
      requireDone("the opening of " + slot.path());
    } finally {
      slot.opened();
    }
    return slot;
  }

  private Slot newSlot() {
    try {
      return Slot.create(slots.size(), folder);
    } catch (IOException e) {
      throw new EnqueuerException(name + ": no shared memory in " + folder + ": " + e, e);
    }
  }

  /// Tells it of the end of an epoch; [#awaitEpochEnd] is the other half.
  void sendEpochEnd() {
    try {
      to.writeByte(Wire.END_EPOCH);
      to.flush();
    } catch (IOException e) {
      throw death("the end of an epoch", e);
    }
  }

  void awaitEpochEnd() throws IOException {
    try {
      requireDone("the end of an epoch");
    } catch (IOException e) {
      throw death("the end of an epoch", e);
    }
  }

  private void requireDone(String task) throws IOException {
    byte kind = from.readByte();
    if (kind == Wire.FAILED) {
      throw EnqueuerException.unchecked(failure());
    }
    if (kind != Wire.DONE) {
      throw new IOException("answer: " + kind + " to " + task + " (expected: done)");
    }
  }

  private Throwable failure() throws IOException {
    return RemoteFailure.readFrom(from).toThrowable(name, userClasses);
  }

  /// It does not answer, because it has ended or is about to. If it is not, it is ended.
  private WorkerProcessException death(String task, IOException noAnswer) {
    try {
      if (!process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a stop, which kills it too
      kill();
    }
    int status = awaitExit();
    WorkerProcessException death =
        new WorkerProcessException(name, process.pid(), task, status, lines.ofEnded());
    death.addSuppressed(noAnswer);
    return death;
  }

  /// Ends the process, whatever it does; does not wait for that.
  void kill() {
    process.destroyForcibly();
  }

  /// Waits for the end of the process, which was killed, and frees what it shared with this one.
  void close() {
    awaitExit();
    lines.awaitEnd();
    slots.forEach(Slot::close);
  }

  /// The exit status of a process that is about to end. Not cut short by an interrupt, which stays
  /// set.
  private int awaitExit() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
