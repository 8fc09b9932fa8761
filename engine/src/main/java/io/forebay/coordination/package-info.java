/// Threads that run together and stop together: a [io.forebay.coordination.Coordinator] with its
/// stop flag and first error, and queue runners, whose threads fill a queue until the input ends or
/// the coordinator stops. The promise: stop stops. Every wait under a coordinator ends when it is
/// asked to stop.
package io.forebay.coordination;
