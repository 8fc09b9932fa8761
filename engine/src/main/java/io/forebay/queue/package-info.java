/// The queues: [io.forebay.queue.FifoQueue] and [io.forebay.queue.ShuffleQueue], behind
/// [io.forebay.queue.TensorQueue], with their reusable handles [io.forebay.queue.Claim] (rows to
/// write) and [io.forebay.queue.Batch] (rows to read). No threads.
package io.forebay.queue;
