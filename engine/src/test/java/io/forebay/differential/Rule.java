package io.forebay.differential;

/// The rules of queues, by the ids under which the tests name them, and whether scripts show them.
enum Rule {
  Q1("a store, a closed flag, two lines"),
  Q2("an operation is appended to its line, then all is served"),
  Q3("enqueue line, dequeue line, until nothing changes"),
  Q4("only the head of a line is served"),
  Q5("a blocked head holds up those behind it, even if one of them could be served"),
  Q6("rows of one enqueueMany lie next to one another"),
  Q7("an enqueue needs a free slot also when a dequeue waits; capacity 0 has none"),
  Q8("enqueues are served first"),
  Q9("callbacks", "whether a thread is parked is the target's own business"),
  Q10("exactly once"),
  Q11("an enqueueMany goes in as far as there is room"),
  Q12("a dequeue of several takes elements as they come"),
  Q13("what a waiting dequeue holds is not in the store"),
  Q14("a priority queue gives all or nothing"),
  Q15("arguments are checked before the closed flag"),
  Q16("shapes are checked"),
  Q17("enqueueMany of scalars", "contract tests: every wrong argument has its own test"),
  Q18("an enqueueMany of nothing succeeds at once, always"),
  Q19("empty Python lists", "there are none in Java"),
  Q20("a full queue blocks an enqueue"),
  Q21("enqueues before a close succeed, those after it fail"),
  Q22("a cancelling close fails waiting enqueues; what is in stays"),
  Q23("an error while a row is copied", "needs memory that runs out"),
  Q24("too many components", "contract tests: every wrong argument has its own test"),
  Q25("an empty queue blocks a dequeue, and fails it once closed"),
  Q26("a closed queue gives what is left"),
  Q27("form of results", "a matter of the interface"),
  Q28("n below 0 is refused, n = 0 succeeds at once"),
  Q29("dequeueMany blocks until n are there"),
  Q30("closed, and enough is there: it completes"),
  Q31("closed, and too few: what it held goes back, then OutOfRange"),
  Q32("numbers in the OutOfRange message"),
  Q33("never fewer than n; the rest stays"),
  Q34("an open dequeueUpTo is a dequeueMany"),
  Q35("a closed one gives what is left"),
  Q36("a waiting one completes with what is there when the close comes"),
  Q37("of two waiting ones the first gets all, the second OutOfRange"),
  Q38("it lets waiting enqueues fail before it fails", "only the order of completion would tell"),
  Q39("static shapes", "needs a graph"),
  Q40("every kind supports dequeueUpTo"),
  Q41("a plain close waits for the enqueues ahead of it"),
  Q42("a waiting close is ended by a cancelling close only"),
  Q43("a second plain close is cancelled"),
  Q44("a cancelling close takes effect at once, any number of times"),
  Q45("closes do not cancel dequeues, nor discard elements"),
  Q46("there is no reopening"),
  Q47("size"),
  Q48("isClosed"),
  Q49("properties", "tests of the queues' descriptions"),
  Q50("names", "tests of named components"),
  Q51("names", "tests of named components"),
  Q52("attribute of a time limit", "needs a graph"),
  Q53("a cancelled caller's wait ends"),
  Q54("a failing step", "needs a graph"),
  Q55("time limits", "contract tests: scripts have no clock"),
  Q56("a cancellation touches its own caller's attempts only"),
  Q57("a cancelled dequeue that held elements"),
  Q58("a caller cancelled before does not enter the line", Seen.IN_FOREBAY),
  Q59("a negative capacity has no limit"),
  Q60("dtypes", "tests of constructors"),
  Q61("shapes", "tests of constructors"),
  Q62("without shapes only single dequeues", "tests of queues without shapes"),
  Q63("shared names", "tests of containers"),
  Q64("every dtype", "tests of round trips"),
  Q65("shared names", "tests of containers"),
  Q66("shared names", "tests of containers"),
  Q67("shared names", "tests of containers"),
  Q68("shared names", "tests of containers"),
  Q69("shared names", "tests of containers"),
  Q70("lists of queues", "tests of lists of queues"),
  Q71("lists of queues", "tests of lists of queues"),
  F1("elements leave in the order in which they went in"),
  F2("several producers: each one's order"),
  F3("all else as for all queues", "no rule of its own"),
  R1("minAfterDequeue below the capacity", "tests of constructors"),
  R2("open: minAfterDequeue elements stay"),
  R3("the same for every row of a dequeueMany"),
  R4("closed: all may leave"),
  R5("a waiting dequeueUpTo, and a close that frees the last ones"),
  R6("any stored element may leave"),
  R7("an element of a waiting enqueue cannot leave"),
  R8("bounded displacement", "follows from the capacity and R7"),
  R9("seeds", "tests of seeds"),
  R10("seeds", "tests of seeds"),
  R11("without shapes only single dequeues", "tests of queues without shapes"),
  R12("components stay together", "tests of random traffic"),
  D1("shapes are mandatory", "tests of constructors"),
  D2("unknown dimensions are free"),
  D3("dequeue gives the element unpadded"),
  D4("a batch is as wide as its widest element"),
  D5("elements of length zero"),
  D6("a short batch is as wide as its own widest element"),
  D7("an empty batch has unknown dimensions of 0"),
  D8("no filling of fixed components", "cannot be seen"),
  D9("rank limit", "a limit of TensorFlow"),
  D10("order, blocking, close as FIFO"),
  P1("an element is a priority and components"),
  P2("smaller priorities leave first"),
  P3("equal priorities"),
  P4("a dequeue takes the smallest there is, and does not wait for better"),
  P5("dequeueMany waits for n at the same time, and gives them in order"),
  P6("closed and too few: OutOfRange, nothing to give back"),
  P7("a short dequeueUpTo"),
  P8("wrong priorities", "contract tests: every wrong argument has its own test"),
  P9("the priority is the first component"),
  P10("number of names", "tests of named components"),
  P11("no shapes", "tests of queues without shapes"),
  P12("nothing is lost");

  /// Where scripts show a rule.
  enum Seen {
    EVERYWHERE,
    IN_FOREBAY,
    NOWHERE
  }

  private final String text;
  private final Seen seen;
  private final String reason;

  Rule(String text) {
    this(text, Seen.EVERYWHERE);
  }

  Rule(String text, Seen seen) {
    this.text = text;
    this.seen = seen;
    this.reason = seen == Seen.IN_FOREBAY ? "only against Forebay" : "";
  }

  Rule(String text, String whyNotSeen) {
    this.text = text;
    this.seen = Seen.NOWHERE;
    this.reason = whyNotSeen;
  }

  /// The rule in a few words.
  String text() {
    return text;
  }

  /// True if scripts against that target must show it.
  boolean isSeenIn(Target target) {
    return seen == Seen.EVERYWHERE || (seen == Seen.IN_FOREBAY && target == Target.FOREBAY);
  }

  /// Why scripts do not show it, everywhere or against some target; empty if they do.
  String reason() {
    return reason;
  }
}
