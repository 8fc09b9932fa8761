package io.forebay.weak;

/// The order of an access.
enum Order {
  /// None, and an exchange is a load and a store that others may come between.
  TORN,
  /// None.
  PLAIN,
  /// Acquire for a load, release for a store, both for an exchange.
  ONE_WAY,
  /// As [#ONE_WAY], and part of the total order of all accesses of the kind and of full fences.
  VOLATILE
}
