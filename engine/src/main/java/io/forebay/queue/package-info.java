/// The queues, behind [io.forebay.queue.TensorQueue]: [io.forebay.queue.FifoQueue],
/// [io.forebay.queue.ShuffleQueue], [io.forebay.queue.PaddingFifoQueue] and
/// [io.forebay.queue.PriorityQueue], with their reusable handles [io.forebay.queue.Claim] (rows to
/// write) and [io.forebay.queue.Batch] (rows to read); shared by name in a
/// [io.forebay.queue.QueueContainer], picked by index from a [io.forebay.queue.QueueList]. No
/// threads.
package io.forebay.queue;
