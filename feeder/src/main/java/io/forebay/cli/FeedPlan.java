package io.forebay.cli;

import io.forebay.records.ExampleParser;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a feed does, its values checked.
///
/// @param input what to read
/// @param parser which features to deliver
/// @param shuffle how to mix
/// @param batches what to deliver
/// @param verify whether to sum up what was delivered
record FeedPlan(
    Input input, ExampleParser parser, Shuffle shuffle, Batches batches, boolean verify) {
  /// What to read.
  ///
  /// @param files in order
  /// @param epochs how often
  /// @param maxRecordBytes longer records are refused
  record Input(List<Path> files, long epochs, long maxRecordBytes) {}

  /// How to mix.
  ///
  /// @param capacity of the buffer; 0: keep the order of the files
  /// @param minAfterDequeue examples that stay in it
  /// @param seed of the draws, or null for a new one
  /// @param deterministic whether the same seed gives the same order
  record Shuffle(int capacity, int minAfterDequeue, @Nullable Long seed, boolean deterministic) {}

  /// What to deliver.
  ///
  /// @param rows examples a batch
  /// @param allowSmallerFinal whether the remainder is delivered
  /// @param workers threads that decode
  record Batches(int rows, boolean allowSmallerFinal, int workers) {}
}
