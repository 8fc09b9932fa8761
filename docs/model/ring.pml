/*
 * The FIFO ring with its two waiting lines, rows moved aside, front rows and both closes, step by step as the classes of
 * io.forebay.ring, wait and queue do it. README.md beside this file says which inline stands for which method, what is left
 * out, and how to run it.
 *
 * A step is one access to one word that threads share, with whatever local work follows it; memory is sequentially consistent,
 * so fences are not here. A compare-and-set is one access, and so is a loop that reads a word and tries a compare-and-set until
 * it succeeds: what it read when it failed has no effect. What lies under a line's monitor and nowhere else counts as local
 * to who holds the monitor; to enter it is one step with what is done there first, to leave it with what is done there last. A
 * read that can have one outcome only, as nobody who takes part writes the word, or nobody may just then, is no step. Names that begin with a small g are ghosts: nobody decides by them, they only check.
 *
 * What takes part is chosen by macros, for example
 *   -DCAP=2 -DP1=1,2 -DP2=2,2 -DC1=2,1,0 -DC2=1,2,0     P: rows a claim, rows in all; C: rows a dequeue, dequeues, up to (0, 1)
 *   -DM1=3            a producer that calls enqueueMany with 3 rows
 *   -DBURIALS=1       so many claims in all may give up rows, which their producers then write again
 *   -DCLOSE -DCANCEL  a plain close, a cancelling close, at any moment
 *   -DTIMER=C1        the wait of that caller may run out of time, once, at any moment
 *   -DFRONT           position 0 was moved aside for a request that failed before all this begins
 *   -DSTALL           writers go on only after a cancelling close, when nobody waits any more
 *   -DWHOLE           a claim, a take, a publish and a release are one step each: the lines and the parking are left
 *   -DSHORT           rows may be left at the end
 *   -DPIECE=1         the most rows that enqueueMany claims at once (else the capacity)
 *   -DPATIENCE=1      how often a request is overtaken before it shuts the gate (else it never does)
 *   -DBAD_...         one rule is broken; some check must fail
 */

#ifndef CAP
#define CAP 2
#endif
#if CAP == 1
#define SLOTS 1
#elif CAP == 2
#define SLOTS 2
#else
#define SLOTS 4
#endif
#ifndef BURIALS
#define BURIALS 0
#endif
#ifndef PIECE
#define PIECE CAP /* the most rows that enqueueMany claims at once */
#endif

#if defined(CLOSE) || defined(CANCEL)
#define CLOSES
#endif
#if defined(FRONT) || defined(TIMER) || defined(CLOSES)
#define GIVES_BACK /* there may be front rows */
#endif

#ifdef WHOLE
#define WHOLE_BEGINS atomic {
#define WHOLE_ENDS }
#else
#define WHOLE_BEGINS
#define WHOLE_ENDS
#endif

#define P 0 /* the producers' side: its line, its cursor (the tail), its progress (rows) */
#define C 1 /* the consumers' side: its line, its cursor (the head), its progress (room) */

#define ID_P1 0
#define ID_P2 1
#define ID_C1 2
#define ID_C2 3
#define ID_CLOSE 4
#define CALLERS 5
#define NOBODY 255
#define NOTHING 255
#define ALL 200
#define FOREVER 9

/* ---- the words ---- */

#define AT(p) ((p) % SLOTS)
#define GATE 1
#define CLOSED 2
#define NARROW 4
#define POSITION(word) ((word) >> 3)

byte cursor[2];        /* tail and head: position * 8 + flags */
byte passes[2];        /* rows that pass the narrow gate */
short published[SLOTS];
byte released[SLOTS];
byte to[2];            /* rowsTo, roomTo */
byte beyond[2];
byte known[2];         /* knownRowsTo, knownRoomTo */
byte need[2] = NOTHING;
bit closing;
byte closer = NOBODY;
bit cancelled;

#define SETTLED(p) (published[AT(p)] > (p) || published[AT(p)] < -(p))
#define IS_ROW(p) (published[AT(p)] == (p) + 1)
#define IS_TOMBSTONE(p) (published[AT(p)] == -((p) + 1))
#define IS_RELEASED(p) (released[AT(p)] >= (p) + SLOTS)

/* ---- a line: its word, and what its monitor guards ---- */

#define FREE 0
#define HELD 1
#define QUEUED 2

byte lineWord[2];
byte lineHead[2] = NOBODY;
bit monitor[2];
byte gaters[2];
byte wide[2];
byte widest[2];
chan behind[2] = [CALLERS] of { byte };

/* ---- waiters ---- */

bit signalled[CALLERS];
bit parked[CALLERS];
bit permit[CALLERS];   /* of LockSupport */
bit timedOut[CALLERS];

/* ---- front rows: the position that each came from; touched by the head of the consumers' line only ---- */

byte front[4];
byte frontRows;

/* ---- ghosts ---- */

#define G_FREE 0
#define G_WRITING 1
#define G_ROW 2
#define G_DEAD 3
#define G_READING 4

byte gOwned[SLOTS];    /* what is being done with the slot */
byte gRow[SLOTS];      /* what was written into it: position + 1 */
byte gOccupied;        /* positions claimed and not released */
int gSent;             /* bit p: position p was published as a row */
int gOut;              /* bit p: a dequeue has returned it */
int gOld;              /* bit p: it could be read when a cancelling close began */
byte gInside = NOBODY; /* whose enqueueMany is partly in */
byte gAside = NOBODY;  /* who holds rows aside */
byte gActing[2] = NOBODY; /* who acts as head of the line */
byte gBurials;

/* ---- what a caller keeps to itself ---- */

#define OK 1
#define UNAVAILABLE 2
#define GATED 3
#define ENDED 4   /* closed; or OutOfRange */
#define TIMED_OUT 5

#define LOCALS \
  byte word, next, first, span, live, status, value, who, end, count, g; \
  short needed, pos; \
  bit ok, gating, narrowing \
  COUNTS
#ifdef PATIENCE
#define COUNTS ; byte seen = NOTHING, overtaken
#else
#define COUNTS
#endif

/* Forgets what is not needed any more, so that fewer states differ. */
inline forget() {
  atomic { word = 0; next = 0; value = 0; who = 0; pos = 0; end = 0; count = 0; needed = 0; ok = 0 }
}

inline forgetRun() {
  atomic { first = 0; span = 0; live = 0 }
}

/* ======== Waiter ======== */

/* signal, of nobody or somebody; w is who */
inline signal(w) {
  if
  :: atomic { w == NOBODY || signalled[w] -> who = 0 }
  :: atomic { w != NOBODY && !signalled[w] -> signalled[w] = 1 };
     if
     :: atomic { !parked[w] -> who = 0 }
     :: parked[w] -> atomic { permit[w] = 1; who = 0 }
     fi
  fi
}

/* await: parked goes up, then a look for a signal, then the park */
inline await() {
  parked[me] = 1;
  if
#ifndef BAD_DEAF_SLEEPER
  :: signalled[me]
#endif
  :: else -> atomic { permit[me] || timedOut[me] -> permit[me] = 0 }
  fi;
  parked[me] = 0;
  signalled[me] = 0
}

/* ======== Cursor ======== */

/* setFlag; ok tells whether it changed */
inline setFlag(side, flag, on) {
  d_step {
    ok = ((cursor[side] & flag) != 0) != (on);
    cursor[side] = ((on) -> (cursor[side] | flag) : (cursor[side] - (cursor[side] & flag)))
  }
}

/* ======== WaitingLine ======== */

inline wakeHead(side) {
  if
  :: lineHead[side] == NOBODY
  :: atomic { lineHead[side] != NOBODY -> who = lineHead[side] };
     signal(who)
  fi
}

/* setGate; under the monitor */
inline setGate(side) {
  atomic {
    if
    :: wide[side] == 0 -> widest[side] = 0
    :: else
    fi;
    passes[side] = widest[side]
  };
  setFlag(side, GATE, gaters[side] > 0);
  setFlag(side, NARROW, widest[side] > 0)
}

inline askForGate(side, delta) {
  atomic { !monitor[side] -> monitor[side] = 1; gaters[side] = gaters[side] + delta };
  setGate(side);
  monitor[side] = 0
}

inline shutGate(side) {
  if
  :: gating
  :: else -> gating = 1; askForGate(side, 1)
  fi
}

inline narrowGate(side, rows) {
  atomic {
    !monitor[side] -> monitor[side] = 1;
    narrowing = 1;
    wide[side]++;
    widest[side] = (widest[side] > rows -> widest[side] : rows)
  };
  setGate(side);
  monitor[side] = 0
}

/* isHead, and the check that there is one head at most */
inline actAsHead(side) {
  assert(gActing[side] == NOBODY);
  gActing[side] = me
}

/* join; ok tells whether the caller is the head now */
inline join(side, rows) {
  if
  :: rows == ALL -> shutGate(side)
  :: rows > 1 && rows != ALL -> narrowGate(side, rows)
  :: else
  fi;
  if
  :: atomic { lineWord[side] == FREE -> lineWord[side] = HELD };
     atomic { lineHead[side] = me; actAsHead(side); ok = 1 }
  :: lineWord[side] != FREE ->
     if
     :: atomic { !monitor[side] && lineWord[side] == FREE -> monitor[side] = 1; lineWord[side] = HELD };
        atomic { lineHead[side] = me; actAsHead(side); monitor[side] = 0; ok = 1 }
     :: atomic { !monitor[side] && lineWord[side] != FREE -> lineWord[side] = QUEUED; behind[side]!me; ok = 0 }
     fi
  fi
}

/* Lines.awaitHead; status is TIMED_OUT or OK */
inline awaitHead(side) {
  status = OK;
  do
  :: atomic { lineHead[side] == me -> actAsHead(side); break }
  :: lineHead[side] != me ->
#ifdef TIMER
     if
     :: timedOut[me] -> status = TIMED_OUT; break
     :: else
     fi;
#endif
     await()
  od
}

/* Lines.begin and reachHead */
inline reachHead(side, rows) {
  atomic { signalled[me] = 0; beginCount() };
  join(side, rows);
  if
  :: ok -> status = OK
  :: else -> awaitHead(side)
  fi
}

/* withdraw; nobody else writes the word */
inline withdraw(side) {
  need[side] = NOTHING
}

/* the list has lost one; under the monitor */
inline unlinked(side) {
  if
  :: empty(behind[side]) -> lineWord[side] = HELD
  :: nempty(behind[side])
  fi
}

inline leave(side) {
  next = 0;
  if
  :: atomic { lineHead[side] == me -> withdraw(side) };
     if
     :: !gating && !narrowing ->
        lineHead[side] = NOBODY;
        if
#ifdef BAD_LEAVE_BLIND
        :: atomic { lineWord[side] = FREE; gActing[side] = NOBODY }
#else
        :: atomic { lineWord[side] == HELD -> lineWord[side] = FREE; gActing[side] = NOBODY }
        :: lineWord[side] != HELD -> lineHead[side] = me; leaveLocked(side)
#endif
        fi
     :: else -> leaveLocked(side)
     fi
  :: lineHead[side] != me -> leaveLocked(side)
  fi;
  forget()
}

/* leaveLocked; next tells that the monitor was entered already. It withdraws what was withdrawn before, so nothing */
inline leaveLocked(side) {
  if
  :: gating || narrowing ->
     atomic {
       !monitor[side] -> monitor[side] = 1;
       gaters[side] = gaters[side] - gating;
       wide[side] = wide[side] - narrowing;
       gating = 0;
       narrowing = 0
     };
     setGate(side);
     next = 1
  :: else
  fi;
  if
  :: atomic {
       lineHead[side] != me && (next || !monitor[side]) ->
       behind[side]??eval(me);
       unlinked(side);
       monitor[side] = 0
     }
  :: atomic {
       lineHead[side] == me && (next || !monitor[side]) ->
       monitor[side] = 1;
       lineHead[side] = NOBODY
     };
     if
     :: atomic {
          lineWord[side] == HELD ->
          lineWord[side] = FREE;
          gActing[side] = NOBODY;
          monitor[side] = 0
        }
     :: lineWord[side] != HELD ->
        atomic { behind[side]?who; unlinked(side) };
        atomic { gActing[side] = NOBODY; lineHead[side] = who };
#ifdef BAD_LEAVE_SILENT
        who = 0;
#else
        signal(who);
#endif
        monitor[side] = 0
     fi
  fi
}

/* ======== Progress ======== */

/* raise: to at least that */
inline raise(at, least) {
  d_step { at = ((at < (least)) -> (least) : at) }
}

inline advance(side, from, until) {
#ifdef BAD_ROWS_OVER_A_GAP
  raise(to[side], until)
#else
  if
  :: atomic { to[side] == from -> to[side] = until }
  :: to[side] != from -> raise(beyond[side], until)
  fi
#endif
}

/* reaches: value is how far it is */
inline reaches(side) {
  value = to[side];
  if
  :: value > known[side] -> known[side] = value
  :: else
  fi
}

/* isBeyond, into ok */
inline isBeyond(side) {
  value = beyond[side];
  ok = value > to[side]
}

inline found(side, until) {
  raise(to[side], until);
  if
  :: until > known[side] -> known[side] = until
  :: else
  fi
}

/* ======== Sleepers ======== */

#define WITHIN(side, from, rows) \
  (need[side] != NOTHING && need[side] >= (from) && need[side] < (from) + (rows))

inline lookForReaders(from, rows) {
#ifndef BAD_SILENT_PUBLISH
  if
  :: WITHIN(C, from, rows) -> wakeHead(C)
  :: else
  fi;
#endif
#if defined(CLOSE) && !defined(BAD_DEAF_CLOSE)
  if
  :: closing -> who = closer; signal(who)
  :: else
  fi
#else
  skip
#endif
}

inline lookForWriters(from, rows) {
#ifndef BAD_SILENT_RELEASE
  if
  :: WITHIN(P, from, rows) -> wakeHead(P)
  :: else
  fi
#else
  skip
#endif
}

/* ======== Ring: claim, publish, bury ======== */

#define CLAMP(x, most) (((x) < 0) -> 0 : (((x) > (most)) -> (most) : (x)))

/* countFree, into span: how many positions from first on may be claimed */
inline countFree(most, inLine) {
  needed = first + most - CAP;
#ifdef BAD_CAPACITY_IS_SLOTS
  needed = first + most - SLOTS;
#endif
  if
  :: atomic { known[C] >= needed -> span = most }
  :: known[C] < needed ->
     reaches(C);
     if
     :: value >= needed -> span = most
     :: else ->
        ok = 1;
        if
        :: inLine
        :: else -> isBeyond(C)
        fi;
        if
        :: !ok -> span = CLAMP(known[C] + CAP - first, most)
        :: else ->
           pos = ((known[C] > first - CAP) -> known[C] : (first - CAP));
           do
           :: atomic { pos < needed && released[AT(pos)] == pos + SLOTS -> pos++ }
           :: else -> break
           od;
           found(C, pos);
           span = CLAMP(pos + CAP - first, most)
        fi
     fi
  fi
}

/* retireTombstone, into ok */
inline retireTombstone() {
#if BURIALS == 0
  ok = 0
#else
  d_step { word = cursor[C]; pos = POSITION(word) };
  if
  :: !IS_TOMBSTONE(pos) -> ok = 0
  :: IS_TOMBSTONE(pos) ->
     atomic {
       if
       :: cursor[C] == word ->
          cursor[C] = word + 8;
          assert(gOwned[AT(pos)] == G_DEAD);
          gOwned[AT(pos)] = G_READING;
          ok = 1
       :: else -> ok = 0
       fi
     };
     if
     :: ok -> free(pos, 1)
     :: else
     fi;
     ok = 1
  fi
#endif
}

/* the step of a claim: the positions were free, and stay within the capacity; nobody's enqueueMany is cut */
inline gClaim(rows, wanted) {
  d_step {
    assert(gInside == NOBODY || gInside == me);
    assert(!(word & CLOSED) && !(cursor[P] & CLOSED));
    g = 0;
    do
    :: g < rows ->
       assert(gOwned[AT(first + g)] == G_FREE);
       gOwned[AT(first + g)] = G_WRITING;
       g++
    :: else -> break
    od;
    g = 0;
    gOccupied = gOccupied + rows;
    assert(gOccupied <= CAP);
    gInside = (rows < wanted -> me : NOBODY)
  }
}

/* tryClaim: status, first and span; wanted are the rows that the caller still has to bring in, for the ghosts */
inline tryClaim(least, most, inLine, wanted) {
  WHOLE_BEGINS
  do
  :: atomic {
       word = cursor[P];
       first = POSITION(word);
       if
       :: word & CLOSED -> status = ENDED; break
       :: else ->
          if
          :: !inLine && (word & GATE) -> status = GATED; break
          :: else
          fi
       fi
     };
     if
     :: !inLine && (word & NARROW) && least < passes[P] -> status = GATED; break
     :: else
     fi;
#ifdef BAD_GATE_OUTSIDE
     atomic {
       word = cursor[P];
       first = POSITION(word);
       if
       :: word & CLOSED -> status = ENDED; break
       :: else
       fi
     };
#endif
#ifdef BAD_TAIL_MINUS_HEAD
     span = CLAMP(POSITION(cursor[C]) + CAP - first, most);
#else
     countFree(most, inLine);
#endif
     if
     :: span < least && cursor[P] == word ->
        retireTombstone();
        if
        :: ok
        :: else -> status = UNAVAILABLE; break
        fi
#ifdef BAD_CLOSED_OUTSIDE
     :: atomic { span >= least && (cursor[P] | CLOSED) == (word | CLOSED) -> cursor[P] = cursor[P] + span * 8;
#else
     :: atomic { span >= least && cursor[P] == word -> cursor[P] = word + span * 8;
#endif
          gClaim(span, wanted);
          status = OK;
          break
        }
     :: else /* it moved: again */
     fi
  od;
  forget();
  if
  :: status == OK
  :: else -> forgetRun()
  fi
  WHOLE_ENDS
}

inline publish(from, rows) {
  WHOLE_BEGINS
  do
  :: d_step {
       count < rows ->
       published[AT(from + count)] = from + count + 1;
       assert(gOwned[AT(from + count)] == G_WRITING);
       gOwned[AT(from + count)] = G_ROW;
       gSent = gSent | (1 << (from + count));
       count++
     }
  :: else -> break
  od;
  count = 0;
  advance(P, from, from + rows)
  WHOLE_ENDS;
  lookForReaders(from, rows)
}

inline bury(from, rows) {
  raise(beyond[P], from + rows);
  do
  :: d_step {
       count < rows ->
       published[AT(from + count)] = -(from + count + 1);
       assert(gOwned[AT(from + count)] == G_WRITING);
       gOwned[AT(from + count)] = G_DEAD;
       count++
     }
  :: else -> break
  od;
  count = 0;
#ifndef BAD_DEAF_BURIAL
  lookForReaders(from, rows);
#endif
  lookForWriters(from, rows)
}

/* ======== Ring: take, release ======== */

/* free, and the look that follows it */
inline free(from, rows) {
  WHOLE_BEGINS
  do
  :: d_step {
       count < rows ->
       released[AT(from + count)] = from + count + SLOTS;
       assert(gOwned[AT(from + count)] == G_READING);
       gOwned[AT(from + count)] = G_FREE;
       gOccupied--;
       count++
     }
  :: else -> break
  od;
  count = 0;
  advance(C, from, from + rows)
  WHOLE_ENDS;
  lookForWriters(from, rows)
}

/* scan: span and live of what can be read from first on, by turns */
inline scan(most) {
  live = CLAMP(known[P] - first, most);
  do
  :: atomic { live < most && IS_ROW(first + live) -> live++ }
  :: else -> break
  od;
#ifdef BAD_FOUND_TOO_MUCH
  found(P, first + live + 1);
#else
  found(P, first + live);
#endif
#if BURIALS == 0
  span = live
#else
  pos = first + live;
  do
  :: live >= most || !IS_TOMBSTONE(pos) -> break
  :: atomic { live < most && IS_TOMBSTONE(pos) -> pos++ };
     do
     :: atomic { live < most && IS_ROW(pos) -> pos++; live++ }
     :: else -> break
     od
  od;
  span = pos - first
#endif
}

/* look: span and live of what can be read from first on */
inline look(most, inLine) {
  if
  :: atomic { known[P] >= first + most -> span = most; live = most }
  :: known[P] < first + most ->
     reaches(P);
     if
     :: atomic { value >= first + most -> span = most; live = most }
     :: else ->
        ok = 1;
        if
        :: inLine
        :: else -> isBeyond(P)
        fi;
        if
        :: ok -> scan(most)
        :: else -> d_step { live = CLAMP(known[P] - first, most); span = live }
        fi
     fi
  fi
}

/* the step of a take: all of it is settled, and nobody has rows that come before */
inline gTake() {
  d_step {
    assert(live == 0 || (frontRows == 0 && (gAside == NOBODY || gAside == me)));
    g = 0;
    do
    :: g < span ->
       assert(gOwned[AT(first + g)] == G_ROW || gOwned[AT(first + g)] == G_DEAD);
       gOwned[AT(first + g)] = G_READING;
       g++
    :: else -> break
    od;
    g = 0
  }
}

/* tryTake: status, and first, span and live, also of what is not taken */
inline tryTake(least, most, inLine) {
  WHOLE_BEGINS
  do
  :: atomic {
       word = cursor[C];
       first = POSITION(word);
       if
       :: !inLine && (word & GATE) -> status = GATED; break
       :: else
       fi
     };
     if
     :: !inLine && (word & NARROW) && least < passes[C] -> status = GATED; break
     :: else
     fi;
     look(most, inLine);
     if
     :: atomic { (live < least || span == 0) && cursor[C] == word -> status = UNAVAILABLE; break }
     :: atomic {
          live >= least && span != 0 && cursor[C] == word ->
          cursor[C] = word + span * 8;
          gTake();
          status = OK;
          break
        }
     :: else /* it moved: again */
     fi
  od;
  forget()
  WHOLE_ENDS
}

/* isSettledToTail, into ok */
inline isSettledToTail(from) {
  d_step { pos = from; end = POSITION(cursor[P]) };
  do
  :: atomic { pos < end && SETTLED(pos) -> pos++ }
  :: else -> break
  od;
  atomic { ok = pos >= end; pos = 0; end = 0 }
}

/* ======== ProducerSide ======== */

/* isOccupied, into ok */
inline isOccupied(p) {
#if BURIALS == 0 || defined(BAD_WAITS_FOR_TOMBSTONE)
  ok = !IS_RELEASED(p)
#else
  next = IS_TOMBSTONE(p);
  if
  :: atomic { IS_RELEASED(p) -> ok = 0 }
  :: atomic { !IS_RELEASED(p) && !next -> ok = 1 }
  :: !IS_RELEASED(p) && next ->
#ifdef BAD_SPINS_AT_LEASED_TOMBSTONE
     ok = 0
#else
     ok = (p) < POSITION(cursor[C])
#endif
  fi
#endif
}

/* lastOccupied, into first; NOTHING if nothing is missing */
inline lastOccupied(rows) {
  end = POSITION(cursor[P]);
  d_step { first = NOTHING; pos = ((end > CAP) -> end - CAP : 0) };
  do
  :: pos < end + rows - CAP ->
     isOccupied(pos);
     d_step {
       if
       :: ok -> first = pos
       :: else
       fi;
       pos++
     }
  :: else -> break
  od;
  forget()
}

/* awaitRoom; status is TIMED_OUT, or OK to try again */
inline awaitRoom(rows) {
  lastOccupied(rows);
  status = OK;
  if
  :: first == NOTHING
  :: else ->
#ifdef TIMER
     if
     :: timedOut[me] -> status = TIMED_OUT
     :: else
     fi;
#endif
     if
     :: status == TIMED_OUT
     :: else ->
        need[P] = first;
#ifndef BAD_SILENT_ROOM
        if
        :: need[C] != NOTHING -> wakeHead(C)
        :: else
        fi;
#endif
#ifdef BAD_WRITER_PARKS_WITHOUT_LOOKING
        ok = 1;
#else
        isOccupied(first);
#endif
        if
#ifdef CLOSES
        :: ok && !(cursor[P] & CLOSED) ->
#else
        :: ok ->
#endif
           forget();
           forgetRun();
           await();
           countOvertaking(P)
        :: else
        fi
     fi
  fi;
  forget();
  forgetRun()
}

/* begin: each wait counts anew */
inline beginCount() {
#ifdef PATIENCE
  seen = NOTHING;
  overtaken = 0
#else
  skip
#endif
}

/* countOvertaking: 16 times in the code; here so often that it happens, or never */
inline countOvertaking(side) {
#ifdef PATIENCE
  value = POSITION(cursor[side]);
  if
  :: seen != NOTHING && seen != value -> overtaken++
  :: else
  fi;
  seen = value;
  if
  :: overtaken >= PATIENCE -> shutGate(side)
  :: else
  fi
#else
  skip
#endif
}

/* writes the rows of the run; publishes all of them, or gives some up (Claim.publish, Claim.close); live: how many rows are in */
inline fill() {
  d_step {
    g = 0;
    do
    :: g < span ->
       assert(gOwned[AT(first + g)] == G_WRITING);
       gRow[AT(first + g)] = first + g + 1;
       g++
    :: else -> break
    od;
    g = 0
  };
#ifdef STALL
  cancelled && (cursor[P] & CLOSED) && closer == NOBODY && lineWord[P] == FREE && lineWord[C] == FREE;
#endif
  live = span;
  if
  :: true
  :: atomic { gBurials < BURIALS -> gBurials++; live = span - 1 }
  :: atomic { gBurials < BURIALS && span > 1 -> gBurials++; live = 0 }
  fi;
  if
  :: live > 0 -> publish(first, live)
  :: else
  fi;
  if
  :: live < span -> bury(first + live, span - live)
  :: else
  fi
}

/* claim: as a newcomer, else as head of the line */
inline claim(rows) {
  tryClaim(rows, rows, 0, rows);
  if
  :: status == OK || status == ENDED
  :: else ->
     reachHead(P, rows);
     do
     :: status != OK -> break
     :: else ->
        tryClaim(rows, rows, 1, rows);
        if
        :: status == UNAVAILABLE -> awaitRoom(rows)
        :: else -> break
        fi
     od;
     leave(P)
  fi
}

/* n rows a claim, total in all, again and again until they are in, closed, or out of time */
proctype Producer(byte me; byte n; byte total) {
  LOCALS;
  do
  :: total == 0 -> break
  :: else ->
     n = (n > total -> total : n);
     claim(n);
     if
     :: status == OK -> fill(); total = total - live; forgetRun()
     :: status == TIMED_OUT -> timedOut[me] = 0
     :: else -> break
     fi
  od
}

inline publishPiece() {
  d_step {
    g = 0;
    do
    :: g < span -> gRow[AT(first + g)] = first + g + 1; g++
    :: else -> break
    od;
    g = 0
  };
  publish(first, span);
  status = OK
}

/* enqueueMany of `total` rows, which cannot go in at once or are not let in */
proctype Many(byte me; byte total) {
  LOCALS;
  byte most;
  status = UNAVAILABLE;
  if
  :: total <= PIECE -> tryClaim(total, total, 0, total)
  :: else
  fi;
  if
  :: status == OK -> fill()
  :: status == ENDED
  :: else ->
#ifdef BAD_PIECES_UNGATED
     reachHead(P, 1);
#else
     reachHead(P, ALL);
#endif
     do
     :: status != OK || total == 0 -> break
     :: else ->
        most = (total > PIECE -> PIECE : total);
        tryClaim(1, most, 1, total);
        if
        :: status == OK ->
           publishPiece();
           total = total - span;
#ifdef BAD_PIECES_UNLINED
           if
           :: total > 0 -> leave(P); reachHead(P, ALL)
           :: else
           fi
#endif
        :: status == UNAVAILABLE -> awaitRoom(1)
        :: else
        fi
     od;
     gInside = NOBODY;
     leave(P)
  fi
}

/* ======== FifoConsumers ======== */

/* takeFront */
inline takeFront() {
#ifndef GIVES_BACK
  skip
#else
  if
  :: frontRows > 0 && held < n ->
#ifndef BAD_FRONT_UNGATED
     if
     :: frontRows < n - held -> shutGate(C)
     :: else
     fi;
#endif
     d_step {
       do
       :: frontRows > 0 && held < n ->
          aside[held] = front[0];
          held++;
          front[0] = front[1]; front[1] = front[2]; front[2] = front[3]; front[3] = 0;
          frontRows--
       :: else -> break
       od;
       gAside = (held == n -> NOBODY : me)
     };
     if
     :: frontRows == 0 -> askForGate(C, -1)
     :: else
     fi
  :: else
  fi
#endif
}

/* isEnd, into ok */
inline isEnd() {
  if
  :: sawCancelled -> ok = 1
  :: else ->
     isSettledToTail(first);
     if
     :: !ok && !upTo ->
        d_step { pos = first; count = held; end = POSITION(cursor[P]) };
        do
        :: pos < end -> d_step { count = count + (IS_TOMBSTONE(pos) -> 0 : 1); pos++ }
        :: else -> break
        od;
        atomic { ok = count < n; pos = 0; count = 0; end = 0 }
     :: else
     fi
  fi
}

/* OutOfRange is right: what could be read, when a cancelling close began, or is there after a plain one, does not suffice */
inline gOutOfRange() {
  d_step {
    count = held + frontRows;
    g = POSITION(cursor[C]);
    do
    :: g < POSITION(cursor[P]) ->
       if
       :: IS_ROW(g) && (!cancelled || (gOld & (1 << g))) -> count++
       :: else
       fi;
       g++
    :: else -> break
    od;
    assert(count < (upTo -> 1 : n));
    g = 0
  }
}

/* moveAside */
inline moveAside() {
  tryTake(0, n - held, 1);
  if
  :: status == OK ->
     d_step {
       g = first;
       do
       :: g < first + span ->
          if
          :: IS_ROW(g) ->
             assert(gOwned[AT(g)] == G_READING && gRow[AT(g)] == g + 1);
             aside[held] = g;
             held++;
             gAside = me
          :: else
          fi;
          g++
       :: else -> break
       od;
       g = 0
     };
     free(first, span)
  :: else
  fi
}

/* announce: the target, into end */
inline announce() {
  end = first + span;
#ifdef BAD_LAST_AFTER_CLOSE
  if
  :: false
#else
  if
  :: roomWanted || sawClosed
#endif
  :: else ->
     d_step {
       count = n - held - 1 + span - live;
       pos = first + (count > CAP - 1 -> CAP - 1 : count)
     };
#ifdef BAD_STALE_LOOK
     end = first;
     next = pos + 1;
#endif
     do
     :: atomic { pos >= end && SETTLED(pos) -> pos-- }
     :: else -> break
     od;
     end = (pos > end -> pos : end)
#ifdef BAD_STALE_LOOK
     ;
     if
     :: pos < first -> end = next
     :: else
     fi
#endif
  fi;
  need[C] = end
}

/* isUnchanged, into ok */
inline isUnchanged() {
#ifdef BAD_PARKS_WITHOUT_LOOKING
  ok = 1;
#else
  ok = !SETTLED(end);
#endif
#ifdef CLOSES
  ok = ok && sawClosed == ((cursor[P] & CLOSED) != 0);
#endif
#ifdef CANCEL
  ok = ok && sawCancelled == cancelled;
#endif
  ok = ok && roomWanted == (need[P] != NOTHING)
}

/* takeAsHead; status is OK, ENDED or TIMED_OUT */
inline takeAsHead() {
#ifdef BAD_END_BY_OLD_LOOK
  ended = 1;
#else
  ended = 0;
#endif
  do
  :: takeFront();
#ifdef CLOSES
     sawClosed = (cursor[P] & CLOSED) != 0;
#endif
#ifdef CANCEL
     sawCancelled = cancelled;
#endif
     if
     :: held == n -> span = 0; live = 0; status = OK
     :: else -> tryTake(n - held, n - held, 1)
     fi;
     if
     :: status == OK -> break
     :: else
     fi;
     ok = ended;
#ifdef BAD_END_BY_OLD_LOOK
     ok = 0;
#endif
     if
     :: !ok && sawClosed -> isEnd()
     :: else
     fi;
     if
     :: ok ->
        if
        :: ended && POSITION(cursor[C]) == first ->
           if
           :: !upTo || held + live == 0 -> status = ENDED; gOutOfRange(); break
           :: else ->
              tryTake((held > 0 -> 0 : 1), n - held, 1);
              if
              :: status == OK -> break
              :: status != OK && held > 0 -> span = 0; live = 0; status = OK; break
              :: else
              fi
           fi
        :: else
        fi;
        ended = 1
     :: else ->
        roomWanted = need[P] != NOTHING;
        if
#ifndef BAD_NO_ASIDE
        :: roomWanted && span > 0 ->
#ifndef BAD_ASIDE_UNGATED
           shutGate(C);
#endif
           moveAside()
#endif
        :: else ->
#ifdef TIMER
           if
           :: timedOut[me] -> status = TIMED_OUT; break
           :: else
           fi;
#endif
           announce();
           isUnchanged();
           atomic { roomWanted = 0; sawClosed = 0; sawCancelled = 0 };
           forgetRun();
           if
           :: ok -> forget(); await(); countOvertaking(C)
           :: else
           fi
        fi;
        forget();
        forgetRun()
     fi;
     atomic { roomWanted = 0; sawClosed = 0; sawCancelled = 0 }
  od;
  atomic {
    roomWanted = 0;
    sawClosed = 0;
    sawCancelled = 0;
    ended = 0;
    gAside = (status == OK -> NOBODY : gAside)
  };
  forget()
}

/* giveBack, of rows that were moved aside for a request that failed */
inline giveBack() {
  if
  :: held == 0
  :: else ->
#ifndef BAD_DROP_HELD
     if
     :: frontRows == 0 -> askForGate(C, 1)
     :: else
     fi;
     d_step {
       do
       :: held > 0 ->
          held--;
          front[3] = front[2]; front[2] = front[1]; front[1] = front[0]; front[0] = aside[held];
          aside[held] = 0;
          frontRows++
       :: else -> break
       od;
       gAside = NOBODY
     }
#else
     held = 0;
     gAside = NOBODY
#endif
  fi
}

/* one row of a batch comes out: once, and next to the one before */
inline gDeliver(p) {
  assert(!(gOut & (1 << (p))));
  assert(end == NOTHING || (end < (p) && ((gSent >> (end + 1)) & ((1 << ((p) - end - 1)) - 1)) == 0));
  gOut = gOut | (1 << (p));
  end = p
}

/* reads the rows held aside and those of the run */
inline readRows() {
  d_step {
    end = NOTHING;
    g = 0;
    do
    :: g < held -> gDeliver(aside[g]); aside[g] = 0; g++
    :: else -> break
    od;
    held = 0;
    count = 0;
    g = first;
    do
    :: g < first + span ->
       if
       :: IS_ROW(g) ->
          assert(gOwned[AT(g)] == G_READING && gRow[AT(g)] == g + 1);
          gDeliver(g);
          count++
       :: else
       fi;
       g++
    :: else -> break
    od;
    assert(count == live);
    count = 0;
    g = 0;
    end = 0
  }
}

/* n rows a dequeue, so many dequeues, or until OutOfRange (FOREVER, 9) */
proctype Consumer(byte me; byte n; byte times; bit upTo) {
  LOCALS;
  byte held;
  byte aside[3];
  bit ended, sawClosed, sawCancelled, roomWanted;
  do
  :: times == 0 -> break
  :: else ->
     tryTake(n, n, 0);
     if
     :: status == OK
     :: else ->
        forgetRun();
        reachHead(C, n);
        if
        :: status == OK -> takeAsHead()
        :: else
        fi;
        if
        :: status == OK
        :: else -> giveBack(); forgetRun()
        fi;
        leave(C)
     fi;
     if
     :: status == OK ->
#ifdef BAD_RELEASED_BEFORE_READ
        if
        :: span > 0 -> free(first, span)
        :: else
        fi;
        readRows();
#else
        readRows();
        if
        :: span > 0 -> free(first, span)
        :: else
        fi;
#endif
        d_step { times = ((times == FOREVER) -> times : times - 1); first = 0; span = 0; live = 0 }
     :: status == TIMED_OUT -> timedOut[me] = 0
     :: else -> break
     fi
  od
}

/* ======== Closing ======== */

inline gNothingInFlight() {
  d_step {
    g = 0;
    do
    :: g < SLOTS -> assert(gOwned[g] != G_WRITING || cancelled); g++
    :: else -> break
    od;
    g = 0
  }
}

/* closeAfterPending */
proctype Closer(byte me) {
  LOCALS;
  bit done;
  reachHead(P, ALL);
  setFlag(P, CLOSED, 1);
  done = !ok;
  leave(P);
  if
  :: done /* it was closed already */
  :: else ->
     wakeHead(C);
     closer = me;
     closing = 1;
     do
     :: cancelled -> break
     :: !cancelled ->
        first = POSITION(cursor[C]);
        isSettledToTail(first);
#ifdef BAD_CLOSE_NO_WAIT
        ok = 1;
#endif
        if
        :: ok -> gNothingInFlight(); break
        :: else -> await()
        fi
     od;
     closing = 0;
     closer = NOBODY
  fi
}

/* cancel */
proctype Canceller() {
  LOCALS;
  d_step {
    cancelled = 1;
    g = POSITION(cursor[C]);
    do
    :: g < POSITION(cursor[P]) && SETTLED(g) ->
       if
       :: IS_ROW(g) -> gOld = gOld | (1 << g)
       :: else
       fi;
       g++
    :: else -> break
    od;
    g = 0
  };
  setFlag(P, CLOSED, 1);
  wakeHead(C);
  wakeHead(P);
#ifndef BAD_CANCEL_DEAF
  who = closer;
  signal(who)
#endif
}

proctype Timer(byte whose) {
  timedOut[whose] = 1
}

/* ======== what takes part, and what must hold when everybody has ended ======== */

init {
  byte p;
  atomic {
    do
    :: p < SLOTS -> released[p] = p; p++
    :: else -> break
    od;
    p = 0;
#ifdef FRONT
    cursor[P] = 8;
    cursor[C] = 8 + GATE;
    gaters[C] = 1;
    published[0] = 1;
    released[0] = SLOTS;
    to[P] = 1;
    to[C] = 1;
    frontRows = 1;
    gSent = 1;
#endif
#ifdef P1
    run Producer(ID_P1, P1);
#endif
#ifdef P2
    run Producer(ID_P2, P2);
#endif
#ifdef M1
    run Many(ID_P1, M1);
#endif
#ifdef C1
    run Consumer(ID_C1, C1);
#endif
#ifdef C2
    run Consumer(ID_C2, C2);
#endif
#ifdef CLOSE
    run Closer(ID_CLOSE);
#endif
#ifdef CANCEL
    run Canceller();
#endif
#ifdef TIMER
    run Timer(TIMER);
#endif
  };
  _nr_pr == 1;
  d_step {
    do
    :: p < POSITION(cursor[P]) ->
       if
       :: (gSent & (1 << p)) && !(gOut & (1 << p)) ->
#ifndef SHORT
          assert(false); /* everything that went in must have come out */
#endif
          assert((p >= POSITION(cursor[C]) && IS_ROW(p))
            || (frontRows > 0 && front[0] == p) || (frontRows > 1 && front[1] == p)
            || (frontRows > 2 && front[2] == p))
       :: else
       fi;
       p++
    :: else -> break
    od;
    assert(lineWord[P] == FREE && lineWord[C] == FREE);
    assert(lineHead[P] == NOBODY && lineHead[C] == NOBODY);
    assert(need[P] == NOTHING && need[C] == NOTHING && !closing);
    assert(gaters[P] == 0 && gaters[C] == (frontRows > 0));
    assert(!(cursor[P] & (GATE | NARROW)) && !(cursor[C] & NARROW));
    assert(((cursor[C] & GATE) != 0) == (frontRows > 0));
    assert(gOccupied == POSITION(cursor[P]) - POSITION(cursor[C]))
  }
}
