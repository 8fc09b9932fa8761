/// Typed views of off-heap memory: [io.forebay.tensor.DType], [io.forebay.tensor.Shape],
/// [io.forebay.tensor.TensorSpec], [io.forebay.tensor.ElementSpec], [io.forebay.tensor.Tensor] and
/// [io.forebay.tensor.Element]. A view owns nothing; memory belongs to an arena.
package io.forebay.tensor;
