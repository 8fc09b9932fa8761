/// Faults, each with what is expected of it: who gets an exception, what goes on, what is lost and
/// what is freed. The page docs/faults.md lists them with their tests, here and elsewhere.
package io.forebay.faults;
