package io.forebay.explore;

import io.forebay.error.CancelledException;
import io.forebay.queue.Claim;
import io.forebay.queue.EnqueueInterruptedException;

/// A producer: claims, some of whose writers fail, are slow or stall; single rows; and enqueueMany
/// of any length.
final class Producer {
  private final Trial trial;
  private final int number;

  /// What a failing writer throws.
  private static final class WriterFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    WriterFailed() {
      super("the writer fails", null, false, false);
    }
  }

  Producer(Trial trial, int number) {
    this.trial = trial;
    this.number = number;
  }

  /// All it does, and then that.
  Task task(Task.Body last) {
    int calls = 1 + trial.random.nextInt(trial.hasty ? 2 : 6);
    return new Task(
        "producer " + number,
        () -> {
          for (int i = 0; i < calls; i++) {
            produce();
          }
          if (trial.cancels && trial.chance(30)) {
            trial.cancel(); // right after its last row
          }
          last.run();
        });
  }

  private void produce() {
    int capacity = trial.capacity;
    int rows = trial.hasty ? 1 : trial.pick(1, 1, 1, 2, 3, capacity, capacity + 2);
    Ledger.Call call = trial.ledger.call(rows);
    Task me = trial.scheduler.current();
    me.call = call;
    try {
      if (rows <= trial.view.largestClaim() && trial.chance(65)) {
        if (rows == 1 && trial.chance(50)) {
          enqueue(me, call);
        } else {
          claim(me, call);
        }
      } else {
        enqueueMany(me, call);
      }
    } catch (EnqueueInterruptedException e) {
      call.sent = (int) e.rowsEnqueued();
    } catch (CancelledException e) {
      call.sent = (int) e.rowsEnqueued();
      trial.checkCancelled(e);
    } catch (InterruptedException | WriterFailed e) {
      call.sent = 0;
    } finally {
      me.end();
    }
  }

  private void enqueue(Task me, Ledger.Call call) throws InterruptedException {
    boolean fails = trial.chance(trial.hasty ? 50 : 20);
    me.begin("enqueue", 1);
    boolean in =
        trial.queue.enqueue(
            call,
            (what, slot) -> {
              me.end();
              dawdle();
              if (fails) {
                throw new WriterFailed();
              }
              trial.rows.write(slot, what.id(0));
            },
            trial.someWait());
    call.sent = in ? 1 : 0;
    trial.require(in || me.mayStop, "enqueue gave up without a limit");
  }

  private void claim(Task me, Ledger.Call call) throws InterruptedException {
    int good = trial.chance(trial.hasty ? 50 : 20) ? trial.random.nextInt(call.rows) : call.rows;
    try (Claim claim = trial.queue.newClaim(call.rows)) {
      me.begin("claim", call.rows);
      boolean claimed = trial.queue.claim(claim, trial.someWait());
      me.end();
      trial.require(claimed || me.mayStop, "claim gave up without a limit");
      if (claimed) {
        for (int row = 0; row < good; row++) {
          trial.rows.write(claim.element(row), call.id(row));
        }
        dawdle();
        if (good > 0) {
          claim.publish(good);
        }
        call.sent = good;
      }
    }
  }

  private void enqueueMany(Task me, Ledger.Call call) throws InterruptedException {
    me.begin("enqueueMany", call.rows);
    me.wants = 1;
    call.sent = (int) trial.queue.enqueueMany(trial.someWait(), trial.rows.stacked(call));
    trial.require(call.sent == call.rows || me.mayStop, "enqueueMany gave up without a limit");
  }

  /// Now and then a writer is slow, or stalls until everybody else is at rest.
  private void dawdle() {
    if (trial.chance(trial.hasty ? 70 : 20)) {
      trial.scheduler.points(trial.random.nextInt(60));
    }
    if (trial.chance(6)) {
      trial.scheduler.rest();
    }
  }
}
