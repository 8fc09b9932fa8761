package io.forebay.soak;

/// Where a soak counts.
///
/// @param tally what was done
/// @param garbage what was allocated
/// @param violations what must not happen
record Books(Tally tally, Garbage garbage, Violations violations) {}
