package io.forebay.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `tf.Example` as protobuf-java understands it: the oracle.
final class Examples {
  /// What a Feature holds: `kind` 0 (nothing), 1 (bytes), 2 (floats) or 3 (int64s), and the values.
  record Content(int kind, List<?> values) {}

  private static final Descriptor EXAMPLE = describe();

  private Examples() {}

  /// The features of a serialised Example by name.
  static Map<String, Content> decode(byte[] bytes) throws InvalidProtocolBufferException {
    DynamicMessage example = DynamicMessage.parseFrom(EXAMPLE, bytes);
    Message features = (Message) example.getField(EXAMPLE.findFieldByNumber(1));
    FieldDescriptor map = features.getDescriptorForType().findFieldByNumber(1);
    Map<String, Content> contents = new HashMap<>();
    for (int i = 0; i < features.getRepeatedFieldCount(map); i++) {
      Message entry = (Message) features.getRepeatedField(map, i);
      Descriptor type = entry.getDescriptorForType();
      Message feature = (Message) entry.getField(type.findFieldByNumber(2));
      contents.put((String) entry.getField(type.findFieldByNumber(1)), content(feature));
    }
    return contents;
  }

  private static Content content(Message feature) {
    FieldDescriptor kind =
        feature.getOneofFieldDescriptor(feature.getDescriptorForType().getOneofs().get(0));
    if (kind == null) {
      return new Content(0, List.of());
    }
    Message list = (Message) feature.getField(kind);
    return new Content(
        kind.getNumber(),
        (List<?>) list.getField(list.getDescriptorForType().findFieldByNumber(1)));
  }

  /// A serialised Example; values are lists of ByteString, Float or Long, or null for a feature
  /// without a kind.
  static byte[] encode(Map<String, ? extends List<?>> values) {
    DynamicMessage.Builder example = DynamicMessage.newBuilder(EXAMPLE);
    FieldDescriptor featuresField = EXAMPLE.findFieldByNumber(1);
    Message.Builder features = example.newBuilderForField(featuresField);
    FieldDescriptor map = features.getDescriptorForType().findFieldByNumber(1);
    for (Map.Entry<String, ? extends List<?>> named : values.entrySet()) {
      Message.Builder entry = features.newBuilderForField(map);
      Descriptor type = entry.getDescriptorForType();
      entry.setField(type.findFieldByNumber(1), named.getKey());
      Message.Builder feature = entry.newBuilderForField(type.findFieldByNumber(2));
      addList(feature, named.getValue());
      entry.setField(type.findFieldByNumber(2), feature.build());
      features.addRepeatedField(map, entry.build());
    }
    return example.setField(featuresField, features.build()).build().toByteArray();
  }

  private static void addList(Message.Builder feature, List<?> values) {
    if (values.isEmpty()) {
      return;
    }
    int kind = values.get(0) instanceof ByteString ? 1 : values.get(0) instanceof Float ? 2 : 3;
    FieldDescriptor field = feature.getDescriptorForType().findFieldByNumber(kind);
    Message.Builder list = feature.newBuilderForField(field);
    values.forEach(v -> list.addRepeatedField(list.getDescriptorForType().findFieldByNumber(1), v));
    feature.setField(field, list.build());
  }

  private static Descriptor describe() {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("example.proto")
            .setPackage("tensorflow")
            .setSyntax("proto3")
            .addMessageType(
                message("BytesList", field("value", 1, Type.TYPE_BYTES, Label.LABEL_REPEATED, "")))
            .addMessageType(
                message("FloatList", field("value", 1, Type.TYPE_FLOAT, Label.LABEL_REPEATED, "")))
            .addMessageType(
                message("Int64List", field("value", 1, Type.TYPE_INT64, Label.LABEL_REPEATED, "")))
            .addMessageType(feature())
            .addMessageType(features())
            .addMessageType(
                message(
                    "Example",
                    field("features", 1, Type.TYPE_MESSAGE, Label.LABEL_OPTIONAL, "Features")))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Example");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescriptorProto.Builder feature() {
    return message(
            "Feature",
            field("bytes_list", 1, Type.TYPE_MESSAGE, Label.LABEL_OPTIONAL, "BytesList")
                .setOneofIndex(0),
            field("float_list", 2, Type.TYPE_MESSAGE, Label.LABEL_OPTIONAL, "FloatList")
                .setOneofIndex(0),
            field("int64_list", 3, Type.TYPE_MESSAGE, Label.LABEL_OPTIONAL, "Int64List")
                .setOneofIndex(0))
        .addOneofDecl(OneofDescriptorProto.newBuilder().setName("kind"));
  }

  private static DescriptorProto.Builder features() {
    return message(
            "Features",
            field("feature", 1, Type.TYPE_MESSAGE, Label.LABEL_REPEATED, "Features.FeatureEntry"))
        .addNestedType(
            message(
                    "FeatureEntry",
                    field("key", 1, Type.TYPE_STRING, Label.LABEL_OPTIONAL, ""),
                    field("value", 2, Type.TYPE_MESSAGE, Label.LABEL_OPTIONAL, "Feature"))
                .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
  }

  private static DescriptorProto.Builder message(
      String name, FieldDescriptorProto.Builder... fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (FieldDescriptorProto.Builder field : fields) {
      message.addField(field);
    }
    return message;
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, Type type, Label label, String typeName) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setType(type)
            .setLabel(label);
    return typeName.isEmpty() ? field : field.setTypeName(".tensorflow." + typeName);
  }
}
