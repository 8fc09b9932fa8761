/// Memory for elements whose size is not known beforehand: pooled off-heap blocks, the budget of
/// their bytes, and the hand-over of filled ones.
package io.forebay.payload;
