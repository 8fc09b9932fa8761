/// `forebay soak`: random traffic on all kinds of queues for as long as it is asked, every element
/// accounted for, and memory, threads and garbage watched.
package io.forebay.soak;
