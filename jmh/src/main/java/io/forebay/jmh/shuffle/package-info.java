/// Shuffling: our queue in each of its ways in.
package io.forebay.jmh.shuffle;
