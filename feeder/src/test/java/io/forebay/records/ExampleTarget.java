package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.InvalidProtocolBufferException;
import io.forebay.fuzz.Limit;
import io.forebay.tensor.Element;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Any bytes as a `tf.Example`, in memory that ends where they end. protobuf-java says what must
/// come out.
public final class ExampleTarget {
  private static final Limit LIMIT = new Limit(1 << 20, 2048, 1 << 16, 64);

  private static final ExampleParser USED = ExampleParser.of(ExampleOracle.SPECS); // by all inputs

  private ExampleTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, ExampleTarget::read);
  }

  private static void read(byte[] bytes) throws InvalidProtocolBufferException {
    if (compare(bytes)) {
      Map<String, List<?>> lists = new TreeMap<>();
      Examples.decode(bytes).forEach((name, content) -> lists.put(name, content.values()));
      compare(Examples.encode(lists));
    }
  }

  /// True if the parser and protobuf-java accepted it.
  private static boolean compare(byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment payload = arena.allocate(bytes.length, 1);
      MemorySegment.copy(bytes, 0, payload, ValueLayout.JAVA_BYTE, 0, bytes.length);
      Element slot = ExampleOracle.element(arena, USED);
      String outcome = outcome(USED, payload, slot);
      assertFalse(outcome.contains("\n"), outcome);
      assertEquals(outcome, outcome(USED.newInstance(), payload, slot), "a parser without a past");
      return ExampleOracle.compare(bytes, outcome, slot, "input");
    }
  }

  private static String outcome(ExampleParser parser, MemorySegment payload, Element slot) {
    for (int c = 0; c < slot.size(); c++) {
      slot.component(c).segment().fill((byte) 0x55);
    }
    try {
      parser.parse(payload, payload.byteSize(), slot);
      return "";
    } catch (Damage e) {
      return e.text();
    }
  }
}
