/// The native calls of this module; not exported.
package io.forebay.tensor.internal;
