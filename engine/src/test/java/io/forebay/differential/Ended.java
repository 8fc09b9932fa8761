package io.forebay.differential;

/// An operation that has ended, by its number, and how it must have ended.
record Ended(int op, Outcome expected) {}
