/// Runs the shipped rings, lines and queues under a scheduler that explores interleavings at
/// random.
///
/// The threads of a schedule are real ones, of which exactly one runs at a time; it hands the baton
/// on at *scheduling points*: before every access to the shared [io.forebay.ring.Words] and after
/// every write, at park, unpark, yield and pause, at entering a line's monitor, and in the middle
/// of every row that a test writes or reads. Who goes on is drawn from the seed of the schedule, as
/// are the scenario, interrupts and the clock; so a seed repeats its schedule exactly. Memory is
/// sequentially consistent here; weaker orders are for other tests.
///
/// When nobody can run, everybody *is at rest*: then a look at the queue tells whether a sleeper
/// sleeps though it could go on. Stalled writers, long leases and closes often wait for that
/// moment, so it comes many times a schedule. At rest and nothing left that could end it is a
/// deadlock.
///
/// [io.forebay.explore.ExploredQueuesTest] runs the sources as they are,
/// [io.forebay.explore.WeakenedVariantsTest] patches a rule out of them, compiles, and demands that
/// the same schedules fail.
package io.forebay.explore;
