/// Sessions: one run of a pipeline, and a [io.forebay.session.MonitoredSession] that does for a
/// training loop what it would otherwise have to do itself. It starts the queue runners, tells when
/// to stop, calls hooks, begins again after a preemption, and stops, joins and frees everything in
/// the end.
package io.forebay.session;
