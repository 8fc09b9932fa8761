package io.forebay.session;

import java.util.Map;

/// What a hook adds to a run: values to fetch, told to this hook only, and values to feed.
///
/// @param fetches what to evaluate after the step, by names of the hook's choice
/// @param feeds values for the step
public record RunArgs(Map<String, Fetch> fetches, Feeds feeds) {
  /// Nothing.
  public static final RunArgs NONE = new RunArgs(Map.of(), Feeds.NONE);

  /// Copies the map.
  public RunArgs {
    fetches = Map.copyOf(fetches);
  }

  /// Values to fetch.
  public static RunArgs fetching(Map<String, Fetch> fetches) {
    return new RunArgs(fetches, Feeds.NONE);
  }

  /// Values to feed.
  public static RunArgs feeding(Map<String, ?> feeds) {
    return new RunArgs(Map.of(), Feeds.of(feeds));
  }
}
