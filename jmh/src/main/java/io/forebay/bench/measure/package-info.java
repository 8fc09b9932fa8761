/// Measuring: JVMs in which contenders alternate.
@NullMarked
package io.forebay.bench.measure;

import org.jspecify.annotations.NullMarked;
