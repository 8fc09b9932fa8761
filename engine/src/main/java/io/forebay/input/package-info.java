/// Input pipelines: examples that workers read from a source, a queue that they fill, and a reader
/// of its batches. [io.forebay.input.Input] is where to begin; [io.forebay.input.Producers] has
/// queues of file names, numbers and rows to begin with.
package io.forebay.input;
