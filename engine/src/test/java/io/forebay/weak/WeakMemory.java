package io.forebay.weak;

import io.forebay.explore.Scheduler;
import io.forebay.explore.Task;
import io.forebay.explore.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Memory as weak as the Java memory model allows for what it models: every variable keeps all its
/// stores, and a load may return any that its thread has not been ordered past.
///
/// A release store carries the view of its thread, a plain one that of the thread's last release
/// fence; an acquire load joins the view of the store that it reads, a plain one keeps it for the
/// thread's next acquire fence. Volatile loads read no store older than the last volatile one of
/// their variable, a full fence joins both ways the view of all volatile stores and fences before
/// it; neither orders anything else. An exchange reads the newest store; if it is plain it orders
/// nothing, and what it stores does not stand in for what it read.
///
/// Not modelled: stores that enter the modification order before older ones, and loads that return
/// what is stored later. For the second, [Races] fails where plain memory is overwritten before its
/// readers are known to be done. Stores reach everybody when all are at rest, so nobody spins for
/// ever.
final class WeakMemory implements Witness {
  /// What an exchange that leaves the value as it is makes of it.
  static final Object UNCHANGED = new Object();

  private static final int THREADS = 32; // the first places of a view are clocks of threads
  private static final int[] STALE = {0, 15, 40, 70, 90};
  private static final int PERCENT = 100;

  /// What one thread has seen.
  private static final class Seen {
    final int clock;
    final View now = new View();
    final View atNextAcquireFence = new View();
    final View atLastReleaseFence = new View();

    Seen(int clock) {
      this.clock = clock;
    }
  }

  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final int stale;
  private final List<Place> places = new ArrayList<>();
  private final Map<Task, Seen> threads = new IdentityHashMap<>();
  private final Map<Object, View> monitors = new IdentityHashMap<>();
  private final Map<Object, Map<Object, Place>> fields = new IdentityHashMap<>();
  private final View total = new View();
  private final Races races = new Races(this);

  WeakMemory(Scheduler scheduler, SplittableRandom random) {
    this.scheduler = scheduler;
    this.random = random;
    this.stale = STALE[random.nextInt(STALE.length)];
    scheduler.tell(this);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /// A new variable.
  Place place(Object value) {
    return place("word", value);
  }

  private Place place(String name, Object value) {
    Place place = new Place(THREADS + places.size(), name, value);
    places.add(place);
    return place;
  }

  /// The variable of that name in an object.
  Place field(Object owner, Object name, Object initial) {
    return fields
        .computeIfAbsent(owner, o -> new HashMap<>())
        .computeIfAbsent(name, n -> place(owner.getClass().getSimpleName() + "." + name, initial));
  }

  Object load(Place place, Order order) {
    Seen me = me();
    if (me == null) {
      return place.value(place.newest());
    }
    int least = me.now.of(place.number);
    if (order == Order.VOLATILE) {
      least = Math.max(least, total.of(place.number));
    }
    return read(me, place, choose(least, place.newest()), order);
  }

  void store(Place place, Object value, Order order) {
    Seen me = me();
    if (me == null) {
      place.add(value, new View());
      total.raise(place.number, place.newest()); // a test did it between two steps of the others
    } else {
      write(me, place, value, order);
    }
  }

  /// Replaces the newest value, unless by [#UNCHANGED]; returns what was there.
  Object exchange(Place place, UnaryOperator<Object> change, Order order) {
    Seen me = me();
    int newest = place.newest();
    Object before = me == null ? place.value(newest) : read(me, place, newest, order);
    if (order == Order.TORN) {
      scheduler.point();
    }
    Object after = change.apply(before);
    if (after != UNCHANGED) {
      store(place, after, order);
    }
    return before;
  }

  void acquireFence() {
    Seen me = me();
    if (me != null) {
      me.now.join(me.atNextAcquireFence);
    }
  }

  void releaseFence() {
    Seen me = me();
    if (me != null) {
      me.atLastReleaseFence.join(me.now);
    }
  }

  void fullFence() {
    Seen me = me();
    if (me != null) {
      acquireFence();
      me.now.join(total);
      total.join(me.now);
      releaseFence();
    }
  }

  /// The running thread is about to access plain memory: what happened before, and the number of
  /// its clock. Null where no schedule runs.
  View tick() {
    Seen me = me();
    if (me == null) {
      return null;
    }
    me.now.raise(me.clock, me.now.of(me.clock) + 1);
    return me.now;
  }

  int clock() {
    return me().clock;
  }

  /// Memory that is accessed without any order.
  Races races() {
    return races;
  }

  @Override
  public void begins() {
    threads.clear();
    monitors.clear();
    total.clear();
    places.forEach(Place::forgetHistory);
    races.forgetHistory();
  }

  @Override
  public boolean rests() {
    boolean late = false;
    for (Seen thread : threads.values()) {
      for (Place place : places) {
        late |= place.changedSince(thread.now.of(place.number));
        thread.now.raise(place.number, place.newest());
      }
    }
    return late;
  }

  @Override
  public void told() {
    Seen me = me();
    for (Place place : places) {
      me.now.raise(place.number, place.newest());
      me.now.join(place.view(place.newest()));
    }
  }

  @Override
  public void entered(Object monitor) {
    Seen me = me();
    View left = monitors.get(monitor);
    if (me != null && left != null) {
      me.now.join(left);
    }
  }

  @Override
  public void leaves(Object monitor) {
    Seen me = me();
    if (me != null) {
      monitors.put(monitor, me.now.copy());
    }
  }

  private Object read(Seen me, Place place, int store, Order order) {
    me.now.raise(place.number, store);
    View learned = isOrdered(order) ? me.now : me.atNextAcquireFence;
    learned.join(place.view(store));
    return place.value(store);
  }

  private void write(Seen me, Place place, Object value, Order order) {
    int store = place.newest() + 1;
    me.now.raise(place.number, store);
    View carried = (isOrdered(order) ? me.now : me.atLastReleaseFence).copy();
    carried.raise(place.number, store);
    place.add(value, carried);
    if (order == Order.VOLATILE) {
      total.raise(place.number, store);
    }
  }

  private static boolean isOrdered(Order order) {
    return order == Order.ONE_WAY || order == Order.VOLATILE;
  }

  private int choose(int least, int newest) {
    return least < newest && random.nextInt(PERCENT) < stale
        ? least + random.nextInt(newest - least)
        : newest;
  }

  /// The running thread; null if nobody else runs meanwhile, which then reads the newest.
  private Seen me() {
    Task task = scheduler.current();
    return task == null || scheduler.isAtomic()
        ? null
        : threads.computeIfAbsent(task, one -> new Seen(threads.size()));
  }
}
