package io.forebay.soak;

/// Who fills and empties the queue of a round.
///
/// @param producers number of threads
/// @param consumers number of threads
/// @param mostRows of a call
/// @param rowsEach elements that each producer has
/// @param restarts how often all threads are stopped and others go on
record Crowd(int producers, int consumers, int mostRows, int rowsEach, int restarts) {}
