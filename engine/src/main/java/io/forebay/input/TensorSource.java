package io.forebay.input;

import io.forebay.tensor.Tensor;

/// A source whose records are tensors: `next` puts one a component into the array.
///
/// They are either those of one example ([Examples#single]), or a chunk of several
/// ([Examples#rows]), each stacked: `[n] + shape`. n may differ from chunk to chunk, and may be 0.
/// The tensors must stay as they are until the same worker calls `next` again, with the same array.
public interface TensorSource extends Source<Tensor[]> {}
