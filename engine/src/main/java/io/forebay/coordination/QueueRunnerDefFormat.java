package io.forebay.coordination;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.forebay.error.Code;
import io.forebay.error.InvalidArgumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a queue runner's definition: message `tensorflow.QueueRunnerDef` of TensorFlow's
/// `core/protobuf/queue_runner.proto`, proto3. Its enums may come packed or not.
final class QueueRunnerDefFormat {
  private static final int QUEUE_NAME = 1;
  private static final int ENQUEUE_OP_NAME = 2;
  private static final int CLOSE_OP_NAME = 3;
  private static final int CANCEL_OP_NAME = 4;
  private static final int CLOSED_CODES = 5;

  private QueueRunnerDefFormat() {}

  static byte[] bytes(QueueRunnerDef def) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writeName(out, QUEUE_NAME, def.queueName());
      for (String name : def.enqueueOpNames()) {
        out.writeString(ENQUEUE_OP_NAME, name);
      }
      writeName(out, CLOSE_OP_NAME, def.closeOpName());
      writeName(out, CANCEL_OP_NAME, def.cancelOpName());
      writeCodes(out, def.queueClosedCodes());
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
  }

  /// An empty string is left out, as proto3 does.
  private static void writeName(CodedOutputStream out, int field, String name) throws IOException {
    if (!name.isEmpty()) {
      out.writeString(field, name);
    }
  }

  /// Packed: all numbers behind one length. Each takes one byte.
  private static void writeCodes(CodedOutputStream out, List<Code> codes) throws IOException {
    if (codes.isEmpty()) {
      return;
    }
    out.writeTag(CLOSED_CODES, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(codes.size());
    for (Code code : codes) {
      out.writeEnumNoTag(code.number());
    }
  }

  static QueueRunnerDef parse(byte[] bytes) {
    try {
      return parse(CodedInputStream.newInstance(bytes));
    } catch (IOException e) {
      throw new InvalidArgumentException(
          "QueueRunnerDef: " + bytes.length + " bytes that are no such message: " + e.getMessage(),
          e);
    }
  }

  private static QueueRunnerDef parse(CodedInputStream in) throws IOException {
    String queue = "";
    String close = "";
    String cancel = "";
    List<String> enqueues = new ArrayList<>();
    List<Code> codes = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case QUEUE_NAME << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            queue = in.readStringRequireUtf8();
        case ENQUEUE_OP_NAME << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            enqueues.add(in.readStringRequireUtf8());
        case CLOSE_OP_NAME << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            close = in.readStringRequireUtf8();
        case CANCEL_OP_NAME << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            cancel = in.readStringRequireUtf8();
        case CLOSED_CODES << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> readCodes(in, codes);
        case CLOSED_CODES << 3 | WireFormat.WIRETYPE_VARINT -> codes.add(Code.of(in.readEnum()));
        default -> skip(in, tag);
      }
    }
    return new QueueRunnerDef(queue, enqueues, close, cancel, codes);
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("end of a group that did not begin");
    }
  }

  private static void readCodes(CodedInputStream in, List<Code> codes) throws IOException {
    int before = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      codes.add(Code.of(in.readEnum()));
    }
    in.popLimit(before);
  }
}
