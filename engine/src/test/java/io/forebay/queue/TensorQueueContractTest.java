package io.forebay.queue;

/// What every queue promises. The themes are a chain of classes, one file each: ways in and out
/// ([WaysInAndOutTests]). A subclass says which queue, and what differs as data.
abstract class TensorQueueContractTest extends ClaimTests {}
