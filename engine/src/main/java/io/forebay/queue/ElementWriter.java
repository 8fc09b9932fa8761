package io.forebay.queue;

import io.forebay.tensor.Element;

/// Writes one element in place, into the slot where it will lie.
///
/// It runs while its row is claimed: a slow writer delays the readers behind it, and a call in it
/// that would wait on a queue fails. A writer that captures nothing costs no allocation.
///
/// @param <C> what it writes from
/// @param <X> what it may throw; then nothing is enqueued
@FunctionalInterface
public interface ElementWriter<C, X extends Exception> {
  /// Writes every component of the slot; what it leaves out keeps the bytes of an earlier element.
  void write(C context, Element slot) throws X;
}
