package io.forebay.tensor.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.BitSet;

/// The native calls, all of them; constants are those of Linux on x86-64 and AArch64.
///
/// Made only where `Module.isNativeAccessEnabled()` was true beforehand; where access is denied the
/// constructor throws, and a later attempt may succeed: nothing is kept in static state. A call
/// returns its result, at least 0, or the error number negated. Thread-safe.
@SuppressWarnings("restricted")
public final class Posix {
  /// No access.
  public static final int PROT_NONE = 0;

  /// Read and write access.
  public static final int PROT_READ_WRITE = 3;

  /// Writes reach the file.
  public static final int MAP_SHARED = 0x1;

  /// At exactly this address, in place of what is there.
  public static final int MAP_FIXED = 0x10;

  /// Memory without a file, of this mapping alone.
  public static final int MAP_PRIVATE_ANONYMOUS = 0x22;

  /// Do not count it against memory before it is used.
  public static final int MAP_NORESERVE = 0x4000;

  /// Advice: huge pages, please.
  public static final int MADV_HUGEPAGE = 14;

  /// The error number of an invalid argument.
  public static final int EINVAL = 22;

  /// CPUs that an affinity mask has room for.
  public static final int CPUS = 8192;

  private static final int SC_PAGESIZE = 30;
  private static final int MFD_CLOEXEC = 1;

  private final Linker linker = Linker.nativeLinker();
  private final Linker.Option capture = Linker.Option.captureCallState("errno");
  private final StructLayout stateLayout = Linker.Option.captureStateLayout();
  private final VarHandle errno =
      stateLayout.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle sysconf = handle("sysconf", JAVA_LONG, JAVA_INT);
  private final MethodHandle memfdCreate = handle("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle ftruncate = handle("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
  private final MethodHandle mmap =
      handle("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private final MethodHandle munmap = handle("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private final MethodHandle madvise = handle("madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private final MethodHandle close = handle("close", JAVA_INT, JAVA_INT);
  private final MethodHandle setAffinity =
      handle("sched_setaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private final MethodHandle getAffinity =
      handle("sched_getaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

  /// Looks all calls up.
  ///
  /// @throws IllegalCallerException if native access is denied
  /// @throws java.util.NoSuchElementException if the C library lacks one of them
  public Posix() {}

  /// Bytes of a page.
  public long pageBytes() {
    return call((state, arena) -> (long) sysconf.invokeExact(state, SC_PAGESIZE));
  }

  /// A new file in memory, of 0 bytes, that has no name in any file system; its descriptor.
  public long memfd(String name) {
    return call((state, arena) ->
        (int) memfdCreate.invokeExact(state, arena.allocateFrom(name), MFD_CLOEXEC));
  }

  /// Sets the length of a file.
  public long truncate(int fd, long bytes) {
    return call((state, arena) -> (int) ftruncate.invokeExact(state, fd, bytes));
  }

  /// Maps memory, of the file from its start or (descriptor -1) without one; the address.
  public long map(long address, long bytes, int protection, int flags, int fd) {
    return call((state, arena) ->
        (long) mmap.invokeExact(state, address, bytes, protection, flags, fd, 0L));
  }

  /// Ends a mapping.
  public long unmap(long address, long bytes) {
    return call((state, arena) -> (int) munmap.invokeExact(state, address, bytes));
  }

  /// Tells the system how a mapping is going to be used.
  public long advise(long address, long bytes, int advice) {
    return call((state, arena) -> (int) madvise.invokeExact(state, address, bytes, advice));
  }

  /// Closes a file descriptor.
  public long close(int fd) {
    return call((state, arena) -> (int) close.invokeExact(state, fd));
  }

  /// Binds the calling thread to these CPUs, all below [#CPUS].
  public long setAffinity(BitSet cpus) {
    return call((state, arena) -> {
      MemorySegment mask = arena.allocate(CPUS / 8, 8);
      cpus.stream().forEach(cpu -> set(mask, cpu));
      return (int) setAffinity.invokeExact(state, 0, mask.byteSize(), mask);
    });
  }

  /// The CPUs that the calling thread may run on; none if the system does not tell.
  public BitSet affinity() {
    BitSet cpus = new BitSet();
    call((state, arena) -> {
      MemorySegment mask = arena.allocate(CPUS / 8, 8);
      int result = (int) getAffinity.invokeExact(state, 0, mask.byteSize(), mask);
      cpus.or(BitSet.valueOf(mask.toArray(JAVA_LONG)));
      return result;
    });
    return cpus;
  }

  /// The mapping of `bytes` bytes at `address` as a segment that is unmapped when the arena is
  /// closed, or at once if the arena does not take it.
  ///
  /// @throws IllegalStateException if the arena is closed
  /// @throws WrongThreadException if it is confined to another thread
  public MemorySegment segment(long address, long bytes, Arena arena) {
    try {
      return MemorySegment.ofAddress(address)
          .reinterpret(bytes, arena, memory -> unmap(memory.address(), memory.byteSize()));
    } catch (RuntimeException | Error e) {
      unmap(address, bytes);
      throw e;
    }
  }

  /// One native call; -1 means that the error number is in `state`.
  @FunctionalInterface
  private interface Call {
    long make(MemorySegment state, Arena arena) throws Throwable;
  }

  private long call(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(stateLayout);
      long result = call.make(state, arena);
      return result == -1 ? -(long) (int) errno.get(state, 0L) : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void set(MemorySegment mask, int cpu) {
    long word = mask.getAtIndex(JAVA_LONG, cpu >> 6);
    mask.setAtIndex(JAVA_LONG, cpu >> 6, word | 1L << cpu);
  }

  private MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, capture);
  }
}
