package io.forebay.weak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Loads the engine's classes as they were compiled, with a call of [Weakened#site] before each
/// ordered access, and with simulated memory in place of their own; and everything else beside
/// them, the tests included.
final class InstrumentedEngine extends URLClassLoader {
  private static final ClassDesc WEAKENED = ClassDesc.of(Weakened.class.getName());
  private static final MethodTypeDesc SITE =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private static final Set<String> OTHERS =
      Set.of(
          "io/forebay/tensor/Tensor",
          "io/forebay/tensor/memory/BulkCopy",
          "org/agrona/concurrent/SleepingIdleStrategy");
  private static final String LINE = "io/forebay/wait/WaitingLine"; // tells of its monitor itself

  private final Sites sites;
  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(this)
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  /// `urls`: all classes. No parent: the platform's loader would find those in named modules.
  InstrumentedEngine(URL[] urls, Sites sites) {
    super(urls, null);
    this.sites = sites;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String internal = name.replace('.', '/');
    if (!Sites.isOurs(internal) && !OTHERS.contains(internal)) {
      return super.findClass(name);
    }
    try (InputStream in = getResourceAsStream(internal + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = transform(classFile.parse(in.readAllBytes()));
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] transform(ClassModel model) {
    String owner = model.thisClass().asInternalName();
    return classFile.transformClass(
        model, (builder, element) -> transform(builder, element, owner));
  }

  private void transform(ClassBuilder builder, ClassElement element, String owner) {
    if (element instanceof MethodModel method && method.code().isPresent()) {
      List<Site> found = sites.of(owner, method);
      boolean guarded = method.flags().has(AccessFlag.SYNCHRONIZED);
      builder.transformMethod(
          method,
          MethodTransform.transformingCode(
                  CodeTransform.ofStateful(() -> marking(found, owner, guarded)))
              .andThen(InstrumentedEngine::withoutMonitor));
    } else {
      builder.with(element);
    }
  }

  private static void withoutMonitor(MethodBuilder builder, MethodElement element) {
    if (element instanceof AccessFlags flags) {
      builder.withFlags(flags.flagsMask() & ~AccessFlag.SYNCHRONIZED.mask());
    } else {
      builder.with(element);
    }
  }

  private CodeTransform marking(List<Site> found, String owner, boolean guarded) {
    Iterator<Site> next = found.iterator();
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder builder) {
        if (guarded) {
          Rewriting.monitor(builder.aload(0), true);
        }
      }

      @Override
      public void accept(CodeBuilder builder, CodeElement element) {
        if (guarded && element instanceof ReturnInstruction) {
          Rewriting.monitor(builder.aload(0), false);
        }
        if (sites.access(element) != null) {
          builder.loadConstant(next.next().number());
          builder.invokestatic(WEAKENED, "site", SITE);
        }
        if (sites.isHandedOn(element)) {
          Rewriting.note(builder, (FieldInstruction) element);
        }
        if (element instanceof MonitorInstruction && owner.equals(LINE)) {
          builder.with(element);
        } else {
          Rewriting.write(builder, element, sites.isVolatile(element));
        }
      }
    };
  }
}
