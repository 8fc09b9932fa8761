package io.forebay.differential;

/// The four kinds of queues.
enum Kind {
  FIFO,
  PADDING,
  SHUFFLE,
  PRIORITY
}
