package io.forebay.bench.rows;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One side of a row: a JMH benchmark with its parameters.
///
/// @param label what people call it, without its waiting
/// @param benchmark class and method
/// @param params parameters by name; those that the benchmark does not have are ignored
/// @param threads of a benchmark with `produce` and `consume`; null: as the benchmark says
/// @param waiting how its threads wait
public record Contender(
    String label,
    String benchmark,
    Map<String, String> params,
    @Nullable Threads threads,
    String waiting) {
  private static final String TENSORFLOW = "io.forebay.jmh.tensorflow.";

  /// A contender; parameters are sorted by name.
  public Contender {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /// Whether it is there only with the profile `tensorflow`.
  public boolean needsTensorFlow() {
    return benchmark.startsWith(TENSORFLOW);
  }

  /// The parameter, or null.
  public @Nullable String param(String name) {
    return params.get(name);
  }

  /// The same with one parameter more.
  Contender with(String name, String value) {
    Map<String, String> more = new TreeMap<>(params);
    more.put(name, value);
    return new Contender(label, benchmark, more, threads, waiting);
  }

  /// The same with so many threads.
  Contender with(Threads others) {
    return new Contender(label, benchmark, params, others, waiting);
  }

  /// The same as a benchmark of one method, without `produce` and `consume`.
  Contender alone() {
    return new Contender(label, benchmark, params, null, waiting);
  }

  /// Label and waiting.
  @Override
  public String toString() {
    return label + " (" + waiting + ")";
  }
}
