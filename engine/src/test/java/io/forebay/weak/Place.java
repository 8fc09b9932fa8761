package io.forebay.weak;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A shared variable: all its stores, the first in modification order first. The number of a store
/// is what views hold.
final class Place {
  final String name;

  private record Store(Object value, View view) {}

  private static final View NOTHING = new View();

  final int number;
  private final List<Store> stores = new ArrayList<>();

  Place(int number, String name, Object value) {
    this.name = name;
    this.number = number;
    stores.add(new Store(value, NOTHING));
  }

  int newest() {
    return stores.size() - 1;
  }

  Object value(int store) {
    return stores.get(store).value;
  }

  /// What happened before that store, for whoever acquires it.
  View view(int store) {
    return stores.get(store).view;
  }

  void add(Object value, View view) {
    stores.add(new Store(value, view));
  }

  /// True if the newest value differs from that of the store: then a look at it is worth while. One
  /// in between, which is gone, is not: a thread that tries in vain and takes it back each time
  /// would keep the others looking for ever.
  boolean changedSince(int store) {
    return !Objects.equals(value(store), value(newest()));
  }

  /// Everybody has seen the newest.
  void forgetHistory() {
    Object value = value(newest());
    stores.clear();
    stores.add(new Store(value, NOTHING));
  }

  @Override
  public String toString() {
    return name;
  }
}
