package io.forebay.ring;

/// The words by which sleepers announce themselves, and the look at them that follows every
/// publish, burial and release.
///
/// Without parking (`parking` false: waiters poll) there is nobody to wake and no fence; the words
/// are written all the same, because the reading side moves rows aside while a producer waits for
/// room.
public final class Sleepers {
  private final NeedWord producerNeeds;
  private final NeedWord consumerNeeds;
  private final Flag closing;
  private final Words words;
  private final Wakeups wakeups;
  private final boolean parking;

  /// Takes its words from the layout.
  public Sleepers(Words words, Offsets offsets, Wakeups wakeups, boolean parking) {
    this.words = words;
    this.producerNeeds = new NeedWord(words, offsets.producerNeeds());
    this.consumerNeeds = new NeedWord(words, offsets.consumerNeeds());
    this.closing = new Flag(words, offsets.closing());
    this.wakeups = wakeups;
    this.parking = parking;
  }

  /// Where the three words lie.
  ///
  /// @param producerNeeds need word of the producers' line
  /// @param consumerNeeds need word of the consumers' line
  /// @param closing flag of a plain close that waits
  public record Offsets(long producerNeeds, long consumerNeeds, long closing) {
    /// Takes three words of the layout.
    public static Offsets in(Layout layout) {
      return new Offsets(layout.word(), layout.word(), layout.word());
    }
  }

  /// What the head of the producers' line waits for.
  public NeedWord producerNeeds() {
    return producerNeeds;
  }

  /// What the head of the consumers' line waits for.
  public NeedWord consumerNeeds() {
    return consumerNeeds;
  }

  /// Up while a plain close waits for claims in flight.
  public Flag closing() {
    return closing;
  }

  /// Positions of the readers' side were published.
  public void published(long first, long count) {
    if (parking) {
      words.fullFence();
      lookForReaders(first, count);
    }
  }

  /// Positions of the writers' side were released.
  public void released(long first, long count) {
    if (parking) {
      words.fullFence();
      lookForWriters(first, count);
    }
  }

  /// Positions, the same for both sides, were buried.
  public void buried(long first, long count) {
    if (parking) {
      words.fullFence();
      lookForReaders(first, count);
      lookForWriters(first, count);
    }
  }

  private void lookForReaders(long first, long count) {
    if (consumerNeeds.isWithin(first, count)) {
      wakeups.wakeConsumer();
    }
    if (closing.isUp()) {
      wakeups.wakeCloser();
    }
  }

  private void lookForWriters(long first, long count) {
    if (producerNeeds.isWithin(first, count)) {
      wakeups.wakeProducer();
    }
  }
}
