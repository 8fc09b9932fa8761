/// One run beside an older one.
@NullMarked
package io.forebay.bench.compare;

import org.jspecify.annotations.NullMarked;
