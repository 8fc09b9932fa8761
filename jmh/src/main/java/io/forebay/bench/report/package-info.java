/// Tables and charts of a run.
@NullMarked
package io.forebay.bench.report;

import org.jspecify.annotations.NullMarked;
