/// What the engine needs of tensors and users do not: views that are made once and moved.
package io.forebay.tensor.internal;
