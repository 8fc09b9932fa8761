/// From pairs to a verdict: which pairs count, quartiles, and what they say about a goal.
@NullMarked
package io.forebay.bench.verdict;

import org.jspecify.annotations.NullMarked;
