package io.forebay.enqueuer;

import io.forebay.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A worker process: loads items on command, see [Wire]. Its main thread is the one on which user
/// code runs. Another one reads the commands, so that the end of the parent is noticed whatever the
/// user code does: it ends this process at once.
final class WorkerMain {
  /// A command with its operands; `index` and `path` as far as it has them.
  private record Command(byte kind, int index, int slot, String path) {}

  private static final Path OPEN_INPUT = Path.of("/proc/self/fd/0");
  private static final Path OPEN_OUTPUT = Path.of("/proc/self/fd/1");

  private final DataInputStream commands;
  private final OutputStream output;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream(); // sent when complete
  private final DataOutputStream answers = new DataOutputStream(answer);
  private final BlockingQueue<Command> pending = new LinkedBlockingQueue<>();
  private final Map<Integer, WorkerSlot> slots = new HashMap<>();
  private final Wire.Greeting greeting;
  private @Nullable WorkerItems items; // made with the first command that needs it

  private WorkerMain(DataInputStream commands, OutputStream output) throws IOException {
    this.commands = commands;
    this.output = output;
    this.greeting = Wire.Greeting.readFrom(commands);
  }

  /// @param args the name of the worker, for those who look at processes
  static void main(String[] args) throws Exception {
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    var commands = new DataInputStream(new BufferedInputStream(ownInput()));
    OutputStream output = ownOutput();
    WorkerMain worker = new WorkerMain(commands, output);
    Thread.ofPlatform().daemon().name("commands").start(worker::readCommands);
    while (true) {
      worker.obey(worker.nextCommand());
    }
  }

  /// Standard input, under a number that programs which user code starts do not inherit; what they
  /// inherit is empty. Where the system does not show open files they inherit this one.
  private static InputStream ownInput() throws IOException {
    InputStream standard = new FileInputStream(FileDescriptor.in);
    if (!Files.exists(OPEN_INPUT)) {
      return standard;
    }
    InputStream own = new FileInputStream(OPEN_INPUT.toFile());
    standard.close(); // the number 0 stays taken, by the null device
    return own;
  }

  /// Standard output, likewise: a program that lives longer than this process must not keep the
  /// parent waiting for the end of the answers.
  private static OutputStream ownOutput() throws IOException {
    OutputStream standard = new FileOutputStream(FileDescriptor.out);
    if (!Files.exists(OPEN_OUTPUT)) {
      return standard;
    }
    OutputStream own = new FileOutputStream(OPEN_OUTPUT.toFile());
    standard.close(); // the number 1 stays taken, by the null device
    return own;
  }

  /// User code may have interrupted its thread, which is this one.
  private Command nextCommand() {
    while (true) {
      try {
        return pending.take();
      } catch (InterruptedException e) {
        // asks again
      }
    }
  }

  private void readCommands() {
    try {
      while (true) {
        pending.add(readCommand());
      }
    } catch (IOException parentIsGone) {
      Runtime.getRuntime().halt(0);
    }
  }

  private Command readCommand() throws IOException {
    byte kind = commands.readByte();
    return switch (kind) {
      case Wire.OPEN -> new Command(kind, 0, commands.readInt(), Wire.readText(commands));
      case Wire.LOAD -> new Command(kind, commands.readInt(), commands.readInt(), "");
      case Wire.END_EPOCH -> new Command(kind, 0, 0, "");
      default -> throw new IOException("command: " + kind + " (expected: open, load, end epoch)");
    };
  }

  /// One answer, whatever happens.
  private void obey(Command command) throws IOException {
    try {
      switch (command.kind) {
        case Wire.OPEN -> open(command);
        case Wire.LOAD -> load(command);
        default -> endEpoch();
      }
    } catch (Throwable e) {
      answer.reset();
      answers.writeByte(Wire.FAILED);
      RemoteFailure.of(e).writeTo(answers);
    }
    answer.writeTo(output);
    answer.reset();
  }

  private void open(Command command) throws IOException {
    slots.put(command.slot, new WorkerSlot(Path.of(command.path)));
    answers.writeByte(Wire.DONE);
  }

  private void load(Command command) throws Exception {
    Outcome<Tensor[]> outcome = items().load(command.index);
    Thread.interrupted(); // an interrupt by user code would close the file
    switch (outcome) {
      case Outcome.Value<Tensor[]>(Tensor[] tensors, Runnable _) -> {
        WorkerSlot slot = Objects.requireNonNull(slots.get(command.slot), "slot");
        describe(slot, tensors, slot.put(tensors));
      }
      case Outcome.Ended<Tensor[]> _ -> answers.writeByte(Wire.END);
      default -> answers.writeByte(Wire.NOTHING);
    }
  }

  private void describe(WorkerSlot slot, Tensor[] tensors, long[] offsets) throws IOException {
    answers.writeByte(Wire.RESULT);
    answers.writeLong(slot.byteSize());
    answers.writeInt(tensors.length);
    for (int i = 0; i < tensors.length; i++) {
      Wire.Place.write(answers, tensors[i], offsets[i]);
    }
  }

  private void endEpoch() throws Exception {
    items().endEpoch();
    answers.writeByte(Wire.DONE);
  }

  private WorkerItems items() throws Exception {
    WorkerItems made = items;
    if (made == null) {
      made = WorkerItems.of(greeting);
      items = made;
    }
    return made;
  }
}
