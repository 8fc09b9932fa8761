package io.forebay.bench.measure;

import java.util.List;

/// How long everything takes, and how often it is done.
///
/// @param jvms JVMs for a row with a goal, one after the other; a row without one gets one
/// @param pairs pairs that must count, in all
/// @param maxRounds rounds after which a JVM gives up
/// @param warmupMillis of each contender, before the first round
/// @param iterationMillis of a contender in a round
/// @param controlMillis of the control
/// @param allocationMillis of an iteration that looks at garbage
/// @param samples of a metric that is absolute
/// @param jvmFlags of the JVMs that measure
public record Settings(
    int jvms,
    int pairs,
    int maxRounds,
    long warmupMillis,
    long iterationMillis,
    long controlMillis,
    long allocationMillis,
    int samples,
    List<String> jvmFlags) {
  /// What every measured JVM is started with.
  public static final List<String> JVM_FLAGS =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-XX:MaxDirectMemorySize=8g",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-exports",
          "java.base/jdk.internal.misc=ALL-UNNAMED",
          "-Djmh.ignoreLock=true");

  private static final int FULL_JVMS = 5;
  private static final long SLICE_MILLIS = 500;

  /// Settings; the list is copied.
  public Settings {
    jvmFlags = List.copyOf(jvmFlags);
  }

  /// One JVM a row.
  public static Settings quick() {
    return new Settings(1, 15, 60, 3_000, 250, 50, 5_000, 3, JVM_FLAGS);
  }

  /// Five JVMs a row.
  public static Settings full() {
    return new Settings(FULL_JVMS, 15, 60, 3_000, 250, 50, 5_000, 3, JVM_FLAGS);
  }

  /// The warm-up of a contender is done in this many parts, so that contenders alternate in it too.
  int warmupSlices() {
    return (int) Math.max(1, warmupMillis / SLICE_MILLIS);
  }

  long warmupSliceMillis() {
    return warmupMillis / warmupSlices();
  }
}
