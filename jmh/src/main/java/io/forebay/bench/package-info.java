/// `forebay bench`: measures the rows of the table of goals, each beside its peers.
@NullMarked
package io.forebay.bench;

import org.jspecify.annotations.NullMarked;
