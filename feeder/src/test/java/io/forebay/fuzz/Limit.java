package io.forebay.fuzz;

/// The memory that one input may cost: a constant and so much for each of its bytes. A length that
/// an input merely claims is not among its bytes.
///
/// @param heap the constant, bytes on the heap
/// @param heapPerByte bytes on the heap
/// @param offHeap the constant, bytes off the heap
/// @param offHeapPerByte bytes off the heap
public record Limit(long heap, long heapPerByte, long offHeap, long offHeapPerByte) {
  /// Something that reads an input; whatever it throws is a find.
  @FunctionalInterface
  public interface Target {
    /// Reads it. Memory off the heap that it still holds when it returns counts.
    void read(byte[] input) throws Exception;
  }

  /// Has the target read the input and measures. The first time something runs it may load classes:
  /// what is too much must be so twice.
  public void check(byte[] input, Target target) {
    String first = excess(input, target);
    if (first != null && excess(input, target) != null) {
      throw new AssertionError("memory of an input of " + input.length + " bytes: " + first);
    }
  }

  private String excess(byte[] input, Target target) {
    long heapBefore = Usage.heap();
    long offHeapBefore = Usage.offHeap();
    run(input, target);
    long heapUsed = Usage.heap() - heapBefore;
    long offHeapUsed = Usage.offHeap() - offHeapBefore;
    if (heapUsed > heap + heapPerByte * input.length) {
      return heapUsed + " bytes of heap";
    }
    if (offHeapUsed > offHeap + offHeapPerByte * input.length) {
      return offHeapUsed + " bytes off the heap";
    }
    return null;
  }

  private static void run(byte[] input, Target target) {
    try {
      target.read(input);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
