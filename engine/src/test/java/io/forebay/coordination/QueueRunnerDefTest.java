package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.Code;
import io.forebay.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The bytes of definitions, computed by hand from proto3's encoding.
class QueueRunnerDefTest {
  private static final QueueRunnerDef FULL =
      new QueueRunnerDef(
          "q", List.of("a", "bc"), "q_close", "q_cancel", List.of(Code.OUT_OF_RANGE, Code.ABORTED));

  /// 1: "q"; 2: "a", "bc"; 3: "q_close"; 4: "q_cancel"; 5, packed: 11, 10.
  private static final String FULL_BYTES =
      "0a0171" + "120161" + "12026263" + "1a07715f636c6f7365" + "2208715f63616e63656c" + "2a020b0a";

  @Test
  void fieldsAndNumbersAreTensorFlows() { // U23
    assertEquals(FULL_BYTES, HexFormat.of().formatHex(FULL.toByteArray()));
    assertEquals(FULL, parse(FULL_BYTES));
  }

  @Test
  void emptyFieldsTakeNoBytes() {
    QueueRunnerDef empty = new QueueRunnerDef("", List.of(), "", "", List.of());
    assertArrayEquals(new byte[0], empty.toByteArray());
    assertEquals(empty, parse(""));
    QueueRunnerDef nameless = new QueueRunnerDef("q", List.of("", "a"), "", "", List.of());
    assertEquals("0a0171" + "1200" + "120161", HexFormat.of().formatHex(nameless.toByteArray()));
    assertEquals(nameless, parse("0a0171" + "1200" + "120161"));
  }

  @Test
  void codesComePackedOrOneByOneOrBoth() { // U23
    List<Code> codes = List.of(Code.OUT_OF_RANGE, Code.CANCELLED, Code.OUT_OF_RANGE);
    assertEquals(codes, parse("2a030b010b").queueClosedCodes());
    assertEquals(codes, parse("280b" + "2801" + "280b").queueClosedCodes());
    assertEquals(codes, parse("280b" + "2a0101" + "2a00" + "280b").queueClosedCodes());
    assertEquals(codes, parse("2a058b00" + "01" + "8b00").queueClosedCodes(), "long varints");
  }

  @Test
  void fieldsComeInAnyOrderAndTheLastOfOneCounts() {
    QueueRunnerDef def = parse("280b" + "12026263" + "0a0178" + "0a0171" + "120161");
    assertEquals(
        new QueueRunnerDef("q", List.of("bc", "a"), "", "", List.of(Code.OUT_OF_RANGE)), def);
  }

  @Test
  void unknownFieldsAreSkipped() {
    String varint = "30ffffffffffffffffff01";
    String fixed64 = "390102030405060708";
    String bytes = "4203010203";
    String group = "4b" + "0801" + "4c";
    String fixed32 = "5501020304";
    String otherTypeOfAKnownField = "0801";
    String all = varint + fixed64 + bytes + group + fixed32 + otherTypeOfAKnownField;
    assertEquals(FULL, parse(all + FULL_BYTES));
    assertEquals(FULL, parse(FULL_BYTES + all));
  }

  @Test
  void namesAreUtf8() {
    QueueRunnerDef def =
        new QueueRunnerDef("q\u00e9\u20ac\ud83d\ude00", List.of(), "", "", List.of());
    assertEquals("0a0a71c3a9e282acf09f9880", HexFormat.of().formatHex(def.toByteArray()));
    assertEquals(def, QueueRunnerDef.parseFrom(def.toByteArray()));
    assertRefused("0a01ff");
    assertRefused("0a02c0af");
  }

  @Test
  void whatIsNoSuchMessageIsRefused() {
    assertRefused("0a"); // no length
    assertRefused("0a05" + "71"); // too short
    assertRefused("0affffffff07" + "71"); // 2 GiB
    assertRefused("0affffffff0f" + "71"); // a negative length
    assertRefused("2a05" + "0b"); // packed codes, too short
    assertRefused("2affffffff0f" + "0b");
    assertRefused("2a01" + "8b"); // a number beyond the end of its field
    assertRefused("00"); // field 0
    assertRefused("4c"); // end of a group that did not begin
    assertRefused("4b" + "0801"); // a group without an end
    assertRefused("4b" + "54"); // of another one
    assertRefused("0f"); // no wire type
    assertRefused("0e");
    assertRefused("30" + "ff".repeat(10) + "01"); // a varint of more than ten bytes
  }

  @Test
  void codesThatThereAreNotAreRefused() {
    assertRefused("2811");
    assertRefused("2a0111");
    assertRefused("28ffffffffffffffffff01"); // -1
  }

  @Test
  void deeplyNestedGroupsAreRefused() {
    assertRefused("4b".repeat(200_000));
    assertRefused("4b".repeat(200_000) + "4c".repeat(200_000));
  }

  @Test
  void everyBeginningIsAMessageOrRefused() {
    byte[] bytes = FULL.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      parseOrRefuse(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void anyBytesAreAMessageOrRefused() {
    Random random = new Random(23);
    int parsed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = FULL.toByteArray();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      parsed += parseOrRefuse(bytes) ? 1 : 0;
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      parseOrRefuse(noise);
    }
    assertTrue(parsed > 1_000, "only " + parsed + " were messages");
  }

  /// Whatever is a message can be written, and read again.
  private static boolean parseOrRefuse(byte[] bytes) {
    QueueRunnerDef def;
    try {
      def = QueueRunnerDef.parseFrom(bytes);
    } catch (InvalidArgumentException refused) {
      return false;
    }
    assertEquals(def, QueueRunnerDef.parseFrom(def.toByteArray()));
    return true;
  }

  @Test
  void listsAreCopied() {
    List<String> names = new ArrayList<>(List.of("a"));
    QueueRunnerDef def = new QueueRunnerDef("q", names, "", "", List.of());
    names.add("b");
    assertEquals(List.of("a"), def.enqueueOpNames());
  }

  private static QueueRunnerDef parse(String hex) {
    return QueueRunnerDef.parseFrom(HexFormat.of().parseHex(hex));
  }

  private static void assertRefused(String hex) {
    assertThrows(InvalidArgumentException.class, () -> parse(hex), hex);
  }
}
