package io.forebay.session;

import io.forebay.error.InvalidArgumentException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Values for one run of a step, by name. Immutable.
public final class Feeds {
  /// No values.
  public static final Feeds NONE = new Feeds(Map.of());

  private final Map<String, Object> values;

  private Feeds(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /// Those values; the map is copied.
  public static Feeds of(Map<String, ?> values) {
    return values.isEmpty() ? NONE : new Feeds(new LinkedHashMap<>(values));
  }

  /// The value of that name.
  ///
  /// @throws InvalidArgumentException if there is none, or it is of another type
  public <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      String what = value == null ? "is not there" : "is a " + value.getClass().getName();
      throw new InvalidArgumentException(
          "feed '" + name + "' " + what + " (expected: a " + type.getName() + ")");
    }
    return type.cast(value);
  }

  /// All of them, by name.
  public Map<String, Object> asMap() {
    return values;
  }

  /// These values and those of another party.
  ///
  /// @throws IllegalStateException if both feed the same name (M11)
  Feeds and(Feeds others, String party) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    others.values.forEach((name, value) -> {
      if (all.putIfAbsent(name, value) != null) {
        throw new IllegalStateException(
            "feed '" + name + "' comes from " + party + " too (expected: from one party)");
      }
    });
    return of(all);
  }

  @Override
  public String toString() {
    return "feeds " + values.keySet();
  }
}
