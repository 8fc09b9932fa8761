package io.forebay.queue;

/// What every queue promises. The themes are a chain of classes, one file each:
/// [WaysInAndOutTests], [ArgumentTests], [WaitTests], [CloseTests], [ClaimTests], [BatchTests],
/// [StorageTests], [FreeTests]. A subclass says which queue, and what differs as data.
abstract class TensorQueueContractTest extends FreeTests {}
