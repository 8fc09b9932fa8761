package io.forebay.queue;

/// What a queue has done so far; a snapshot, its numbers read one after another.
///
/// @param enqueued elements that went in
/// @param dequeued elements that came out
/// @param producerBlockedNanos time that enqueues spent waiting for room, all threads together
/// @param consumerBlockedNanos time that dequeues spent waiting for elements, all threads together
/// @param copiedBatches batches whose rows were copied, because they did not lie one behind the
///   other in their slots
public record QueueCounters(
    long enqueued,
    long dequeued,
    long producerBlockedNanos,
    long consumerBlockedNanos,
    long copiedBatches) {}
