package io.forebay.bench.measure;

import io.forebay.bench.rows.Contender;
import java.util.List;
import java.util.Set;

/// What one JVM is told to do.
///
/// @param contenders ours, then its peers
/// @param control what is measured between them
/// @param parts what to do
/// @param settings how long and how often
/// @param lowest the lowest control of the run so far, in ns; 0 if there is none
record Job(
    List<Contender> contenders,
    Contender control,
    Set<Part> parts,
    Settings settings,
    double lowest) {}
