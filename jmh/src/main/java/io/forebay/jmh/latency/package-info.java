/// How long an element is under way: there and back, one way at a fixed rate; and what waiting
/// costs. One class a contender, all with the same payload of 64 bytes, the same clock and the same
/// histogram.
///
/// A receiver reads the element, does what is to be done (answers, or looks at the clock), and
/// gives the slot back after that, as a handler of the Disruptor does and who reads a window of
/// ours.
///
/// While both sides measure, each waits as it would in an application, without a time limit; that
/// cannot hang, since no side leaves its loop before the other one is done measuring. When one of
/// them is done (`Control.stopMeasurement`) both only look, so that the last one does not wait for
/// a partner who has left. This needs JMH's synchronized iterations, which are its default.
package io.forebay.jmh.latency;
