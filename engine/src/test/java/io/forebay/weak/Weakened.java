package io.forebay.weak;

/// Which ordered access of the engine is weakened now. The engine's classes, as
/// [InstrumentedEngine] loads them, call [#site] before each.
public final class Weakened {
  /// Stands for the engine as it ships.
  static final int NONE = -1;

  private static int weakened = NONE;
  private static Order weak = Order.PLAIN;
  private static boolean here;
  private static final int[] REACHED = new int[1024];

  private Weakened() {}

  /// The next ordered access of this thread is that one of the list.
  public static void site(int number) {
    REACHED[number]++;
    here = number == weakened;
  }

  /// Weakens that access, to a plain one or, if it is an exchange and `torn`, to two.
  static void weaken(int number, boolean torn) {
    weakened = number;
    weak = torn ? Order.TORN : Order.PLAIN;
    here = false;
  }

  /// How often each was reached.
  static int[] reached() {
    return REACHED.clone();
  }

  /// The order of the access that begins, which has `shipped`.
  static Order next(Order shipped) {
    Order order = here ? weak : shipped;
    here = false;
    return order;
  }
}
