package io.forebay.jmh.tensorflow;

/// What must be said before TensorFlow's library is loaded.
final class NativeLibrary {
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private NativeLibrary() {}

  /// Lets JavaCPP not watch how much memory the process has: other contenders of the JVM may have
  /// taken more than its limit, and then it collects garbage and refuses to make tensors.
  static void prepare() {
    if (System.getProperty(PHYSICAL_LIMIT) == null) {
      System.setProperty(PHYSICAL_LIMIT, "0");
    }
  }
}
