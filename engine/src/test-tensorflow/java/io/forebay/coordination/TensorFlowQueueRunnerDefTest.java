package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.error.Code;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Definitions of queue runners, read and written by TensorFlow's own class and by ours: the same
/// bytes (U23, U26).
class TensorFlowQueueRunnerDefTest {
  private static final List<String> NAMES =
      List.of("", "q", "scope/q", "^scope/q_enqueue", "loc:@q", "größer/€ 𝄞", "x".repeat(300));

  static Stream<QueueRunnerDef> definitions() {
    Random random = new Random(23);
    return Stream.concat(
        Stream.of(new QueueRunnerDef("", List.of(), "", "", List.of())),
        Stream.generate(() -> random(random)).limit(200));
  }

  private static QueueRunnerDef random(Random random) {
    return new QueueRunnerDef(
        name(random),
        IntStream.range(0, random.nextInt(5)).mapToObj(i -> name(random)).toList(),
        name(random),
        name(random),
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> Code.of(random.nextInt(Code.values().length)))
            .toList());
  }

  private static String name(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void theBytesAreThoseOfTensorFlow_U23(QueueRunnerDef ours) throws Exception {
    var theirs = org.tensorflow.proto.QueueRunnerDef.parseFrom(ours.toByteArray());
    assertEquals(ours.queueName(), theirs.getQueueName());
    assertEquals(ours.enqueueOpNames(), List.copyOf(theirs.getEnqueueOpNameList()));
    assertEquals(ours.closeOpName(), theirs.getCloseOpName());
    assertEquals(ours.cancelOpName(), theirs.getCancelOpName());
    assertEquals(
        ours.queueClosedCodes().stream().map(Code::number).toList(),
        List.copyOf(theirs.getQueueClosedExceptionTypesValueList()));
    assertArrayEquals(theirs.toByteArray(), ours.toByteArray());
    assertEquals(ours, QueueRunnerDef.parseFrom(theirs.toByteArray()));
  }
}
