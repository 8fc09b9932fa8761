package io.forebay.input;

import io.forebay.tensor.Tensor;

/// A source whose records are chunks of several elements each: `next` puts one stacked tensor a
/// component, `[n] + shape`, into the array. n may differ from chunk to chunk, and may be 0.
///
/// The tensors must stay as they are until the same worker calls `next` again, with the same array.
public interface TensorSource extends Source<Tensor[]> {}
