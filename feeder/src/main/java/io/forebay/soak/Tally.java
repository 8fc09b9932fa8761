package io.forebay.soak;

import java.util.concurrent.atomic.AtomicLong;

/// How often the traffic was disturbed, and what came of it. Thread-safe.
final class Tally {
  final AtomicLong in = new AtomicLong();
  final AtomicLong abandoned = new AtomicLong();
  final AtomicLong interrupts = new AtomicLong();
  final AtomicLong cancellations = new AtomicLong();
  final AtomicLong timeouts = new AtomicLong();
  final AtomicLong refusals = new AtomicLong();
  final AtomicLong givenUp = new AtomicLong();
  final AtomicLong restarts = new AtomicLong();
}
