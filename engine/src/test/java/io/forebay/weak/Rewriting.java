package io.forebay.weak;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/// Puts calls of [WeakHeap], [WeakAtomics] and [WeakThreads] in place of the instructions that they
/// stand for.
final class Rewriting {
  private static final ClassDesc HEAP = ClassDesc.of(WeakHeap.class.getName());
  private static final ClassDesc ATOMICS = ClassDesc.of(WeakAtomics.class.getName());
  private static final ClassDesc THREADS = ClassDesc.of(WeakThreads.class.getName());
  private static final MethodTypeDesc OF_MONITOR =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);
  private static final String ATOMIC = "java/util/concurrent/atomic/Atomic";
  private static final String PARKING = "java/util/concurrent/locks/LockSupport";
  private static final String HANDLE = "java/lang/invoke/VarHandle";
  private static final String SEGMENT = "java/lang/foreign/MemorySegment";
  private static final String BLOCKS = "org/jctools/queues/varhandle/MpmcVarHandleArrayQueue";

  private Rewriting() {}

  /// Writes the element, or what stands in for it; `isVolatile`: it accesses a volatile field.
  static void write(CodeBuilder builder, CodeElement element, boolean isVolatile) {
    switch (element) {
      case FieldInstruction field when isVolatile -> access(builder, field);
      case MonitorInstruction monitor ->
          monitor(builder, monitor.opcode().name().equals("MONITORENTER"));
      case InvokeInstruction call when isStandIn(call) -> call(builder, call);
      default -> builder.with(element);
    }
  }

  /// Enters, or leaves, the monitor on the stack.
  static void monitor(CodeBuilder builder, boolean enters) {
    builder.invokestatic(THREADS, enters ? "enter" : "leave", OF_MONITOR);
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
    String owner = call.owner().asInternalName();
    return switch (owner) {
      case HANDLE ->
          Set.of("compareAndSet", "getAndSet", "getAcquire", "setRelease").contains(name);
      case BLOCKS -> name.equals("offer") || name.equals("poll");
      case PARKING -> type.equals("(J)V");
      case SEGMENT ->
          name.equals("copy") && type.endsWith("MemorySegment;JJ)V")
              || name.equals("get") && type.endsWith("OfLong;J)J")
              || name.equals("set") && type.endsWith("OfLong;JJ)V");
      default -> owner.startsWith(ATOMIC) && !name.equals("<init>");
    };
  }

  private static ClassDesc standIn(String owner) {
    return owner.startsWith(ATOMIC) ? ATOMICS : owner.equals(PARKING) ? THREADS : HEAP;
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
    if (!call.opcode().name().equals("INVOKESTATIC")) {
      type = type.insertParameterTypes(0, call.owner().asSymbol());
    }
    builder.invokestatic(standIn(call.owner().asInternalName()), call.name().stringValue(), type);
    if (!type.returnType().equals(result)) {
      builder.checkcast(result);
    }
  }
}
