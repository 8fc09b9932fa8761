package io.forebay.enqueuer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// An exception on its way from a worker process: the name of its class, its message, its stack.
record RemoteFailure(String type, @Nullable String message, String stack) {
  static RemoteFailure of(Throwable failure) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack, true));
    return new RemoteFailure(
        failure.getClass().getName(), failure.getMessage(), stack.toString().strip());
  }

  void writeTo(DataOutputStream to) throws IOException {
    Wire.writeText(to, type);
    to.writeBoolean(message != null);
    Wire.writeText(to, message == null ? "" : message);
    Wire.writeText(to, stack);
  }

  static RemoteFailure readFrom(DataInputStream from) throws IOException {
    String type = Wire.readText(from);
    boolean hasMessage = from.readBoolean();
    String message = Wire.readText(from);
    return new RemoteFailure(type, hasMessage ? message : null, Wire.readText(from));
  }

  /// An exception of the same class with the same message, if such a one can be made; the stack of
  /// the worker is in a suppressed one. Else one that has all of it in its message.
  ///
  /// @param worker its name
  /// @param loader knows the classes of the user
  Throwable toThrowable(String worker, ClassLoader loader) {
    try {
      Class<? extends Throwable> known =
          Class.forName(type, true, loader).asSubclass(Throwable.class);
      Throwable failure = known.getConstructor(String.class).newInstance(message);
      failure.addSuppressed(new EnqueuerException("in " + worker + ": " + stack, null));
      return failure;
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      return new EnqueuerException(worker + ": " + stack, null);
    }
  }
}
