package io.forebay.enqueuer;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Does at item 5, or at once, what its argument says.
public final class Misbehaving implements SequenceFactory {
  /// Made by name.
  public Misbehaving() {}

  /// An exception that cannot be made from a message.
  static final class OfTwoNumbers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OfTwoNumbers(int one, int two) {
      super(one + " and " + two);
    }
  }

  @Override
  public Sequence<Tensor[]> create(List<String> args) throws Exception {
    String how = args.getFirst();
    boolean worker = args.size() == 1 || !args.get(1).equals(ownPid());
    if (how.equals("factory") && worker) {
      throw new IOException("nothing to make");
    }
    return new Items(how, worker);
  }

  static String ownPid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /// The parent's instance ends its epochs without fail.
  private record Items(String how, boolean worker) implements Sequence<Tensor[]> {
    @Override
    public int length() {
      return 8;
    }

    @Override
    public Tensor[] get(int index) throws Exception {
      if (how.equals("at once")) {
        throw new IndexOutOfBoundsException(Integer.toString(index));
      }
      if (index == 5) {
        misbehave();
      }
      return new Tensor[] {Tensor.allocate(Arena.ofAuto(), DType.INT8, Shape.of(index))};
    }

    @Override
    public void onEpochEnd() {
      if (how.equals("epoch") && worker) {
        throw new IllegalStateException("epoch of a worker");
      }
    }

    private void misbehave() throws Exception {
      switch (how) {
        case "index" -> throw new IndexOutOfBoundsException("5 of 5");
        case "checked" -> throw new IOException("no such file");
        case "two" -> throw new OfTwoNumbers(1, 2);
        case "error" -> throw new StackOverflowError();
        case "print" -> print();
        case "child" -> dieBeforeAChild();
        case "hang" -> hang();
        case "interrupt" -> Thread.currentThread().interrupt();
        default -> {}
      }
    }

    private static void hang() {
      System.out.println("hanging");
      while (true) {
        LockSupport.park();
      }
    }

    /// The child has all that it can inherit.
    private static void dieBeforeAChild() throws IOException {
      Process child = new ProcessBuilder("sleep", "60").inheritIO().start();
      System.err.println("child " + child.pid());
      Runtime.getRuntime().halt(4);
    }

    private static void print() throws IOException {
      for (int i = 0; i < 50; i++) {
        System.out.println("line " + i);
      }
      System.err.println("read " + System.in.read());
      System.exit(3);
    }
  }
}
