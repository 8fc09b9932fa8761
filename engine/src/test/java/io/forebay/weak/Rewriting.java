package io.forebay.weak;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Puts calls of [WeakHeap] in place of the instructions that it stands for.
final class Rewriting {
  private static final ClassDesc HEAP = ClassDesc.of(WeakHeap.class.getName());
  private static final String HANDLE = "java/lang/invoke/VarHandle";
  private static final String SEGMENT = "java/lang/foreign/MemorySegment";
  private static final String POOL = "io/forebay/payload/PayloadPool";
  private static final String BLOCKS = "org/jctools/queues/varhandle/MpmcVarHandleArrayQueue";

  private Rewriting() {}

  /// Writes the element, or what stands in for it; `isVolatile`: it accesses a volatile field.
  static void write(CodeBuilder builder, CodeElement element, boolean isVolatile) {
    switch (element) {
      case FieldInstruction field when isVolatile -> access(builder, field);
      case InvokeInstruction call when isStandIn(call) -> call(builder, call);
      default -> builder.with(element);
    }
  }

  /// Notes an access to a plain field; what the access needs stays on the stack.
  static void note(CodeBuilder builder, FieldInstruction field) {
    boolean put = field.opcode().name().startsWith("PUT");
    boolean wide = field.typeSymbol().descriptorString().matches("[JD]");
    if (!put) {
      builder.dup();
    } else if (wide) {
      builder.dup2_x1().pop2().dup_x2();
    } else {
      builder.dup2().pop();
    }
    builder.loadConstant(field.name().stringValue());
    builder.invokestatic(
        HEAP,
        put ? "writes" : "reads",
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_String));
  }

  private static void access(CodeBuilder builder, FieldInstruction field) {
    ClassDesc type = field.typeSymbol();
    ClassDesc general = type.isPrimitive() ? type : ConstantDescs.CD_Object;
    ClassDesc owner = ConstantDescs.CD_Object;
    builder.loadConstant(field.name().stringValue());
    if (field.opcode().name().startsWith("PUT")) {
      builder.invokestatic(
          HEAP,
          "put",
          MethodTypeDesc.of(ConstantDescs.CD_void, owner, general, ConstantDescs.CD_String));
      return;
    }
    String name =
        switch (type.descriptorString()) {
          case "Z" -> "getBoolean";
          case "I" -> "getInt";
          default -> "getObject";
        };
    builder.invokestatic(HEAP, name, MethodTypeDesc.of(general, owner, ConstantDescs.CD_String));
    if (!type.isPrimitive()) {
      builder.checkcast(type);
    }
  }

  private static boolean isStandIn(InvokeInstruction call) {
    String name = call.name().stringValue();
    String type = call.typeSymbol().descriptorString();
    return switch (call.owner().asInternalName()) {
      case HANDLE -> name.equals("compareAndSet") || name.equals("getAndSet");
      case BLOCKS -> name.equals("offer") || name.equals("poll");
      case POOL -> name.equals("take") || name.equals("give");
      case SEGMENT ->
          name.equals("copy") && type.endsWith("MemorySegment;JJ)V")
              || name.equals("get") && type.endsWith("OfLong;J)J")
              || name.equals("set") && type.endsWith("OfLong;JJ)V");
      default -> false;
    };
  }

  private static void call(CodeBuilder builder, InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    ClassDesc result = type.returnType();
    if (call.owner().asInternalName().equals(HANDLE)) {
      for (int i = 0; i < type.parameterCount(); i++) {
        if (!type.parameterType(i).isPrimitive()) {
          type = type.changeParameterType(i, ConstantDescs.CD_Object);
        }
      }
      if (!result.isPrimitive()) {
        type = type.changeReturnType(ConstantDescs.CD_Object);
      }
    }
    if (call.opcode().name().equals("INVOKESTATIC")) {
      builder.invokestatic(HEAP, call.name().stringValue(), type);
    } else {
      builder.invokestatic(
          HEAP, call.name().stringValue(), type.insertParameterTypes(0, call.owner().asSymbol()));
    }
    if (!type.returnType().equals(result)) {
      builder.checkcast(result);
    }
  }
}
