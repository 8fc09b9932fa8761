package io.forebay.soak;

/// How long the parts of a round may take.
///
/// @param patienceSeconds a thread that is to end
/// @param trafficMillis the traffic between two stops
/// @param steadyMillis the measuring of a steady round, where nothing good is measured
public record Limits(long patienceSeconds, long trafficMillis, long steadyMillis) {}
