/// Where tensors lie: aligned, mirrored and huge-page memory, and what the platform offers.
package io.forebay.tensor.memory;
