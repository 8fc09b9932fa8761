/// The shipped ring, line, queues, sampler, coordinator and runner under Lincheck, which explores
/// interleavings of the bytecode itself: every access of a field, an array element or a
/// `VarHandle`, every monitor and every park is a place where it may let another thread go on.
///
/// Two kinds of tests. *Operations*: Lincheck makes up scenarios and checks each result against a
/// specification that runs alone (linearizability), in model checking and in stress mode. *Worlds*:
/// a few threads with a fixed script, explored; a world throws when a rule does not hold, also when
/// all of its threads sleep: then a wake-up is lost.
///
/// The words of the rings lie on the heap ([io.forebay.ring.HeapWords]), where Lincheck sees them;
/// it does not see off-heap accesses. It explores sequentially consistent executions only: orders
/// are the business of the jcstress tests. Which interleavings it explores depends on no clock.
///
/// Lincheck says nothing when it cannot instrument a class: it then explores nothing and all is
/// green. So there are known-bad variants in which it must find the fault: worlds and a ring made
/// of flawed things, and the engine's own classes with a rule taken out (`resources/weakened` and
/// `resources/weakened-lincheck`), each in a JVM of its own, see [WeakenedEngine].
///
/// These tests carry the tag `lincheck` and run in an execution of their own, on the class path and
/// with the flags of an agent. Those with the tag `long` as well run under `./mvnw verify -Pproof`
/// only, which explores ten times as much.
package io.forebay.lincheck;
