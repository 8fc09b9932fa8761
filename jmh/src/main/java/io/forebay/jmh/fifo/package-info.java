/// First in, first out: our queue and what a user would pick instead.
package io.forebay.jmh.fifo;
