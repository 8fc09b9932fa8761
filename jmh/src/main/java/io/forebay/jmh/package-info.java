/// Benchmarks of the queues beside their peers: one class a contender, the same payload for all.
package io.forebay.jmh;
