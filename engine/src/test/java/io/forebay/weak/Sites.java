package io.forebay.weak;

import io.forebay.tensor.memory.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// All ordered accesses of the engine, found in its compiled classes: calls of ordered methods of
/// the words, of a `VarHandle` and of atomics, and accesses to volatile fields. Left out are the
/// words themselves, which are what the accesses are made of.
final class Sites {
  private static final List<String> PACKAGES =
      List.of("io/forebay/ring", "io/forebay/wait", "io/forebay/payload", "io/forebay/queue");
  private static final String TABLE = "io/forebay/tensor/memory/TableColumn";
  private static final String WORDS = "io/forebay/ring/Words";
  private static final Set<String> WORD_CLASSES =
      Set.of(WORDS, "io/forebay/ring/HeapWords", "io/forebay/ring/SegmentWords");
  private static final Set<String> HANDED_ON =
      Set.of(
          "io/forebay/payload/Payload",
          "io/forebay/queue/ArrivalOrder",
          "io/forebay/queue/Draws",
          "io/forebay/queue/FifoConsumers",
          "io/forebay/queue/PooledStock",
          "io/forebay/queue/RandomOrder",
          "io/forebay/queue/Sampler",
          "io/forebay/wait/WaitingLine");
  private static final Set<String> ORDERED =
      Set.of(
          "acquire",
          "release",
          "acquireRun",
          "releaseRun",
          "acquireNumbers",
          "releaseNumbers",
          "getVolatile",
          "setVolatile",
          "compareAndSet",
          "getAndAdd",
          "fullFence");

  private final List<Site> sites = new ArrayList<>();
  private final Map<String, List<Site>> byMethod = new HashMap<>();
  private final Set<String> handedOn = new HashSet<>();
  private final Set<String> volatileFields = new HashSet<>();

  /// Finds them in the classes below `folder`, and in [TableColumn].
  Sites(Path folder) {
    List<ClassModel> classes = new ArrayList<>();
    for (String name : PACKAGES) {
      classes.addAll(classesIn(folder.resolve(name)));
    }
    classes.add(tableColumn());
    classes.forEach(this::noteFields);
    classes.forEach(this::find);
  }

  List<Site> all() {
    return sites;
  }

  /// Those of one method, in the order of its code.
  List<Site> of(String owner, MethodModel method) {
    return byMethod.getOrDefault(key(owner, method), List.of());
  }

  /// True if the class has some, or a part in the protocol.
  static boolean isOurs(String owner) {
    return owner.equals(TABLE)
        || PACKAGES.stream().anyMatch(name -> owner.startsWith(name + "/"))
            && !WORD_CLASSES.contains(owner);
  }

  /// What the instruction accesses in order, or null.
  String access(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call -> call(call);
      case FieldInstruction field when isVolatile(field) ->
          field.opcode().name().startsWith("GET") ? "read" : "write";
      default -> null;
    };
  }

  /// True if it accesses a volatile field.
  boolean isVolatile(CodeElement element) {
    return element instanceof FieldInstruction field
        && volatileFields.contains(
            field.owner().asInternalName() + "." + field.name().stringValue());
  }

  /// True if it accesses a field that threads hand on to one another, by a line or an inbox,
  /// without any order of its own.
  boolean isHandedOn(CodeElement element) {
    return element instanceof FieldInstruction field
        && handedOn.contains(field.owner().asInternalName() + "." + field.name().stringValue());
  }

  private static String call(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (owner.equals(WORDS)) {
      return ORDERED.contains(name) ? name : null;
    }
    if (owner.equals("java/lang/invoke/VarHandle")) {
      return name.startsWith("with") ? null : "VarHandle." + name;
    }
    return owner.startsWith("java/util/concurrent/atomic/") && !name.equals("<init>")
        ? owner.substring(owner.lastIndexOf('/') + 1) + "." + name
        : null;
  }

  private void noteFields(ClassModel model) {
    boolean passed = HANDED_ON.contains(model.thisClass().asInternalName());
    for (FieldModel field : model.fields()) {
      if (field.flags().has(AccessFlag.VOLATILE)) {
        volatileFields.add(name(model, field));
      } else if (passed && !field.flags().has(AccessFlag.FINAL)) {
        handedOn.add(name(model, field));
      }
    }
  }

  private static String name(ClassModel model, FieldModel field) {
    return model.thisClass().asInternalName() + "." + field.fieldName().stringValue();
  }

  private void find(ClassModel model) {
    String owner = model.thisClass().asInternalName();
    Map<String, Integer> counts = new HashMap<>();
    for (MethodModel method : model.methods()) {
      String name = owner.substring(owner.lastIndexOf('/') + 1) + "." + methodName(method);
      List<Site> found = new ArrayList<>();
      method
          .code()
          .ifPresent(code -> {
            for (CodeElement element : code.elementList()) {
              String access = access(element);
              if (access != null) {
                int nth = counts.merge(name, 1, Integer::sum);
                found.add(new Site(sites.size() + found.size(), name, nth, access));
              }
            }
          });
      sites.addAll(found);
      byMethod.put(key(owner, method), found);
    }
  }

  private static String methodName(MethodModel method) {
    String name = method.methodName().stringValue();
    return name.equals("<init>") ? "new" : name;
  }

  private static String key(String owner, MethodModel method) {
    return owner + "." + method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static List<ClassModel> classesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .map(Sites::parse)
          .filter(model -> isOurs(model.thisClass().asInternalName()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel tableColumn() {
    try (InputStream in = TableColumn.class.getResourceAsStream("TableColumn.class")) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
