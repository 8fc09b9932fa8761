package io.forebay.queue;

import io.forebay.payload.Payload;

/// The payloads of a claim: acquired for as many rows as can be paid for, before positions are
/// claimed.
final class ClaimedPayloads {
  final Payload[] rows;
  final CopyFilling copy;
  final BorrowFilling borrow = new BorrowFilling();
  Filling filling;
  int count;
  private int asked;

  ClaimedPayloads(int maxRows, int components) {
    this.rows = new Payload[maxRows];
    this.copy = new CopyFilling(components);
    this.filling = copy;
  }

  /// Forgets the tensors, which are written down.
  void forget() {
    copy.clear();
    borrow.clear();
    filling = copy;
  }

  /// How many rows the claim lacked when it last looked.
  void asked(int rows) {
    asked = rows;
  }

  /// What they cost.
  long costAsked() {
    long bytes = 0;
    for (int row = 0; row < asked; row++) {
      bytes += filling.cost(row);
    }
    return bytes;
  }
}
