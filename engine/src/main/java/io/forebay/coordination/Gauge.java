package io.forebay.coordination;

import java.util.Objects;
import java.util.function.DoubleSupplier;

/// Something that can be measured at any moment, under a name. Measuring costs the reader something
/// and nobody else anything.
///
/// @param name the name in its pipeline
/// @param value measures; any thread may call it at any time
public record Gauge(String name, DoubleSupplier value) {
  /// Checks that nothing is missing.
  public Gauge {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /// The value now.
  public double read() {
    return value.getAsDouble();
  }
}
