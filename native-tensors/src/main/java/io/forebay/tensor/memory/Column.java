package io.forebay.tensor.memory;

import java.lang.foreign.MemorySegment;

/// The rows of one component of a store: row after row without gaps, so that a run of rows is the
/// batch tensor `[n] + shape`. Row 0 is aligned to 256 bytes.
///
/// Any thread may ask; who may touch which row is the ring's business. Nothing here allocates on
/// the heap, but for the memory that a [TableColumn] takes on first use.
public sealed interface Column permits RingColumn, TableColumn {
  /// Bytes of one row; may be 0.
  long elementBytes();

  /// Bytes of memory when all of it is in use.
  long memoryBytes();

  /// The segment in which the row lies.
  MemorySegment segment(long row);

  /// Where in [#segment] the row lies, in bytes.
  long offset(long row);

  /// True if the rows `row` to `row + n - 1` lie one behind the other from [#offset] of the first
  /// on, in its segment.
  boolean isContiguous(long row, long n);
}
