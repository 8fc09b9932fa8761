/// Runs the shipped rings, lines and queues over a simulated weak memory, as they are and with each
/// of their ordered accesses weakened in turn.
///
/// [io.forebay.weak.WeakMemory] is the memory: histories, views, fences. The engine's classes are
/// loaded as they were compiled, by [io.forebay.weak.InstrumentedEngine], which puts a mark before
/// every ordered access and lets words, volatile fields, atomic counters, monitors and row memory
/// go to the simulation. Threads and interleavings are those of `io.forebay.explore`.
/// [io.forebay.weak.RingTrial] and [io.forebay.weak.NumbersTrial] run the two rings with rows in
/// plain memory, [io.forebay.weak.LineTrial] a line, [io.forebay.weak.TableTrial] a table made on
/// first use; [io.forebay.weak.CloseTrial], [io.forebay.weak.FreeTrial],
/// [io.forebay.weak.FreedTrial] and [io.forebay.weak.CountsTrial] what few schedules of whole
/// queues reach; those are run by the trials of `io.forebay.explore`.
///
/// The list of accesses, and which of these tests sees each one missing, is in
/// `docs/memory-model.md`; `WeakenedAccessesTest` keeps it true.
package io.forebay.weak;
