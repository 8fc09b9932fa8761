/// Input pipelines: a source that workers read, a queue that they fill, and a reader of its
/// batches. [io.forebay.input.Input] is where to begin.
package io.forebay.input;
