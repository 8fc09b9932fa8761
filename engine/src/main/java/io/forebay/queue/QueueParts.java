package io.forebay.queue;

/// What the kinds of queues differ in.
///
/// @param storage its memory
/// @param lines who waits
/// @param channel where rows are claimed, published and given up
/// @param consumers how rows are taken
record QueueParts(Storage storage, Lines lines, Channel channel, Consumers consumers) {}
