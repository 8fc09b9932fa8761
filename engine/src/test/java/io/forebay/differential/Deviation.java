package io.forebay.differential;

/// In what Forebay differs from the letter of the rules, as far as scripts show it: decision record
/// 0012 has all.
enum Deviation {
  /// Q12, Q13: a waiting dequeue of several takes nothing before all is there, so `size()` counts
  /// what TensorFlow would not; only while a producer waits for room does it move rows aside .
  HOLDS_NOTHING_WHILE_IT_WAITS,
  /// Q57: a cancelled dequeue loses nothing, what it held comes back first.
  CANCELLED_GIVES_BACK,
  /// Q31: rows given back take no room, so producers go on although `size()` may exceed the
  /// capacity. Of a byte budget they do take bytes.
  GIVEN_BACK_TAKES_NO_ROOM,
  /// Q3, Q8: the lines are served by their callers' own threads, side by side: a dequeue that is
  /// served while enqueues are being served may or may not see what comes in meanwhile. What an
  /// enqueue found room for at once is seen.
  LINES_SERVED_SIDE_BY_SIDE,
  /// Q32: an OutOfRange message tells what was asked and what is there.
  TRUE_NUMBERS_IN_MESSAGES,
  /// P3: among equal priorities the first one in is the first one out.
  STABLE_PRIORITIES,
  /// P7: after a close, a priority queue's dequeueUpTo gives what is left.
  SHORT_PRIORITY_BATCHES
}
