package io.forebay.differential;

/// What came of serving the head of a line (Q4).
enum Progress {
  NONE,
  SOME,
  COMPLETE
}
