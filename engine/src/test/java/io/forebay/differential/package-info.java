/// Scripts of operations, run against a model of the rules and against real queues.
///
/// A [Script] comes from [ScriptGenerator], by a seed. [ScriptRunner] starts its operations one
/// after another on a [QueueDriver] and on a [ModelQueue], and compares. What a driver must be:
///
/// - every operation has a caller of its own, so that it can wait while the next one is started;
/// - `start` returns when the operation has ended or stands in the queue's line, whichever
///   `expectBlocked` says, and so has everything that it set in motion, or `outcome` waits for it;
/// - `state` is optional.
///
/// ```java
/// ScriptGenerator scripts = new ScriptGenerator(Target.TENSORFLOW, List.of(Kind.values()));
/// RuleCounts rules = new RuleCounts();
/// ScriptRunner runner = new ScriptRunner(Target.TENSORFLOW, MyDriver::new, rules);
/// for (long seed = first; seed < first + count; seed++) {
///   runner.run(scripts.script(seed)); // throws Disagreement
/// }
/// System.out.print(rules.table());
/// assertEquals(List.of(), rules.missing(Target.TENSORFLOW));
/// ```
///
/// [Campaign] does that, and shrinks and shows the first script that fails.
package io.forebay.differential;
