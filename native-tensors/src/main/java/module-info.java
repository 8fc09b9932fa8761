/// Off-heap tensors: dtype, shape, spec, tensor, and the memory they lie in.
@org.jspecify.annotations.NullMarked
module io.forebay.tensors {
  requires static transitive org.jspecify;
  requires jdk.management;

  exports io.forebay.tensor;
  exports io.forebay.tensor.memory;
}
