/// Batches by number, or from a generator, loaded ahead by several workers: threads, or processes
/// that hand over their results in shared memory. [io.forebay.enqueuer.OrderedEnqueuer] is where to
/// begin.
package io.forebay.enqueuer;
