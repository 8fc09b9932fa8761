/// Off-heap tensors: dtype, shape, spec, tensor, and the memory they lie in.
@SuppressWarnings("module") // the engine is compiled after this module
@org.jspecify.annotations.NullMarked
module io.forebay.tensors {
  requires static transitive org.jspecify;
  requires jdk.management;

  exports io.forebay.tensor;
  exports io.forebay.tensor.memory;
  exports io.forebay.tensor.internal to
      io.forebay.engine;
}
