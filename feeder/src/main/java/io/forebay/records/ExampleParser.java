package io.forebay.records;

import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes features of serialised `tf.Example` messages straight into slots. No object is made, no
/// value passes the heap.
///
/// What it understands is what protobuf understands: packed and unpacked lists, fields in any order
/// and in pieces, unknown fields, duplicates (the last map entry of a name counts). Features not
/// asked for are passed over. Records whose features come in the same order are the fastest.
///
/// Not thread-safe: one instance a thread, see [#newInstance].
public final class ExampleParser {
  private static final int FEATURES = Wire.tag(1, Wire.DELIMITED);
  private static final int ENTRY = Wire.tag(1, Wire.DELIMITED);
  private static final int KEY = Wire.tag(1, Wire.DELIMITED);
  private static final int VALUE = Wire.tag(2, Wire.DELIMITED);

  private final List<FeatureSpec> features;
  private final ElementSpec elementSpec;
  private final NameTable names;
  private final FeatureSink[] sinks;
  private final Wire wire = new Wire();
  private final int[]
      successors; // which feature followed each in the last record; the last cell: which came first
  private int lastSeen;
  private @Nullable ElementSpec lastSlotSpec; // known to be equal to elementSpec

  private ExampleParser(List<FeatureSpec> features, ElementSpec elementSpec, NameTable names) {
    this.features = features;
    this.elementSpec = elementSpec;
    this.names = names;
    this.sinks = features.stream().map(FeatureSink::new).toArray(FeatureSink[]::new);
    this.successors = new int[sinks.length + 1];
    Arrays.setAll(successors, i -> (i + 1) % sinks.length);
    successors[sinks.length] = 0;
  }

  /// A parser for these features; they become the components of the elements, in this order.
  ///
  /// @throws IllegalArgumentException if there is none, or two have the same name
  public static ExampleParser of(List<FeatureSpec> features) {
    List<FeatureSpec> all = List.copyOf(features);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("features: 0 (expected: at least 1)");
    }
    ElementSpec spec = new ElementSpec(all.stream().map(FeatureSpec::tensorSpec).toList());
    return new ExampleParser(
        all, spec, new NameTable(all.stream().map(FeatureSpec::name).toList()));
  }

  /// A parser for these features.
  ///
  /// @throws IllegalArgumentException if there is none, or two have the same name
  public static ExampleParser of(FeatureSpec... features) {
    return of(List.of(features));
  }

  /// A parser for the same features, for another thread. May be called by any thread.
  public ExampleParser newInstance() {
    return new ExampleParser(features, elementSpec, names);
  }

  /// The features, in order.
  public List<FeatureSpec> features() {
    return features;
  }

  /// What the slots must be.
  public ElementSpec elementSpec() {
    return elementSpec;
  }

  /// Writes the record's features into the slot; after an error the slot's contents are undefined.
  ///
  /// @throws RecordException if the record is not a `tf.Example`, or a feature is missing and has
  ///   no default, has the wrong number or kind of values, or a value that the dtype cannot hold
  /// @throws IllegalArgumentException if the slot is not an element of [#elementSpec]
  public void parse(RecordBuffer record, Element slot) throws RecordException {
    requireFitting(slot);
    try {
      parse(record.memory(), record.length(), slot);
    } catch (Damage e) {
      throw record.at(e);
    }
  }

  /// Parses the first `length` bytes and reads no others; the slot fits.
  void parse(MemorySegment payload, long length, Element slot) throws Damage {
    for (int i = 0; i < sinks.length; i++) {
      sinks[i].begin(slot.component(i));
    }
    wire.start(payload);
    lastSeen = sinks.length;
    example(length);
    for (FeatureSink sink : sinks) {
      sink.finish();
    }
  }

  private void requireFitting(Element slot) {
    ElementSpec spec = slot.spec();
    if (spec != lastSlotSpec) {
      if (!spec.equals(elementSpec)) {
        throw new IllegalArgumentException("slot: " + spec + " (expected: " + elementSpec + ")");
      }
      lastSlotSpec = spec;
    }
  }

  private void example(long end) throws Damage {
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == FEATURES) {
        features(wire.delimitedEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private void features(long end) throws Damage {
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == ENTRY) {
        entry(wire.delimitedEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  /// An entry of the map: usually its key, then its value; but both may come in any order and
  /// number.
  private void entry(long end) throws Damage {
    long start = wire.position();
    long key = start;
    long keyEnd = start;
    long value = start;
    long valueEnd = start;
    int values = 0;
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == KEY) {
        keyEnd = wire.delimitedEnd(end);
        key = wire.position();
        wire.position(keyEnd);
      } else if (tag == VALUE) {
        valueEnd = wire.delimitedEnd(end);
        value = wire.position();
        wire.position(valueEnd);
        values++;
      } else {
        wire.skip(tag, end);
      }
    }
    int feature = find(key, keyEnd - key);
    if (feature < 0) {
      return;
    }
    sinks[feature].clear(0);
    if (values == 1) {
      wire.position(value);
      sinks[feature].merge(wire, valueEnd);
      wire.position(end);
    } else {
      mergeAll(sinks[feature], start, end);
    }
  }

  /// An entry whose value comes in pieces, or not at all.
  private void mergeAll(FeatureSink sink, long start, long end) throws Damage {
    wire.position(start);
    while (wire.position() < end) {
      int tag = wire.tag(end);
      if (tag == VALUE) {
        sink.merge(wire, wire.delimitedEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private int find(long key, long length) {
    int guess = successors[lastSeen];
    if (names.matches(guess, wire.memory(), key, length)) {
      lastSeen = guess;
      return guess;
    }
    int found = names.find(wire.memory(), key, length);
    if (found >= 0) {
      successors[lastSeen] = found;
      lastSeen = found;
    }
    return found;
  }
}
