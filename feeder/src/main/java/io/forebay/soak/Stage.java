package io.forebay.soak;

import io.forebay.queue.TensorQueue;
import java.lang.foreign.Arena;

/// What all who take part in a round share.
///
/// @param plan what the round does
/// @param queue its queue
/// @param books where things are counted
/// @param arena for memory of the threads, closed at the end of the round
record Stage(RoundPlan plan, TensorQueue queue, Books books, Arena arena) {}
