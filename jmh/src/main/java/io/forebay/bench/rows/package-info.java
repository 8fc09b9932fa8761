/// What is measured: contenders, and the table of rows with their goals.
@NullMarked
package io.forebay.bench.rows;

import org.jspecify.annotations.NullMarked;
