/// What a run saw, as files.
@NullMarked
package io.forebay.bench.results;

import org.jspecify.annotations.NullMarked;
