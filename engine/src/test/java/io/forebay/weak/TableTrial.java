package io.forebay.weak;

import io.forebay.explore.Task;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.TableColumn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// One schedule of a shipped table whose chunk is made on first use: each thread writes and reads a
/// row of its own, of a chunk that another one may have zeroed.
final class TableTrial {
  private final WeakWorld world;
  private final TableColumn column;
  private final int rows;

  TableTrial(long seed) {
    this.world = new WeakWorld(seed);
    this.rows = 2 + world.random.nextInt(3);
    this.column = TableColumn.of(Arena.ofAuto(), Long.BYTES, rows, MemoryPolicy.PLAIN);
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int own = row;
      tasks.add(new Task("writer of row " + row, () -> use(own)));
    }
    world.scheduler.run(tasks, () -> {}, () -> "");
    for (int row = 0; row < rows; row++) {
      MemorySegment segment = column.segment(row);
      long value = segment.get(ValueLayout.JAVA_LONG, column.offset(row));
      Trials.require(value == row + 1L, "row " + row + " holds " + value);
    }
  }

  private void use(int row) {
    world.points(10);
    MemorySegment segment = column.segment(row);
    WeakHeap.set(segment, ValueLayout.JAVA_LONG, column.offset(row), row + 1L);
    world.scheduler.point();
    MemorySegment again = column.segment(row);
    long value = WeakHeap.get(again, ValueLayout.JAVA_LONG, column.offset(row));
    Trials.require(value == row + 1L, "row " + row + " holds " + value);
  }
}
