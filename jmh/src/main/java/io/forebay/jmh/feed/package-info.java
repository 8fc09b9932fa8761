/// From record files to shuffled batches.
package io.forebay.jmh.feed;
