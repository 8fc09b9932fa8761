package io.forebay.session;

import io.forebay.error.InvalidArgumentException;
import java.util.Map;

/// What came out of a run, for one of its hooks.
///
/// @param fetched the values that this hook asked for, by its names
public record RunValues(Map<String, Object> fetched) {
  /// The value of that name.
  ///
  /// @throws InvalidArgumentException if the hook did not ask for it, or it is of another type
  public <T> T get(String name, Class<T> type) {
    return Feeds.of(fetched).get(name, type);
  }
}
