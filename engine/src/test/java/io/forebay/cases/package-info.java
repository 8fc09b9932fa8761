/// The conformance list, case by case: our own wording of the situations that TensorFlow's own
/// tests of its queues cover. The number of a case is the beginning of its test's name: case TC-012
/// is `tc012_...`. What several kinds of queues have in common is written once, in the
/// `...Scenarios`. The page docs/conformance.md says which test stands for which case.
package io.forebay.cases;
