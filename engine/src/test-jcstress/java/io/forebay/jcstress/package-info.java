/// The shipped rings and queues under jcstress: two or three threads do one thing each, millions of
/// times over, and every outcome that was seen must be allowed.
///
/// `./mvnw verify -Pproof -pl engine -am` compiles and runs them ([RunAll]); a forbidden outcome, a
/// timeout, an error, a test that did not run or a broken variant that is not caught fails the
/// build. The report is in `engine/target/jcstress`. README.md beside the sources says how to run
/// one of them.
///
/// The tests whose name begins with `KnownBad` break one rule through a word store of their own;
/// their interesting outcome shows that this machine, and this harness, would have shown it.
package io.forebay.jcstress;
