/// Waiting: how long ([io.forebay.wait.Wait]), until who says stop
/// ([io.forebay.wait.Cancellation]), in which way ([io.forebay.wait.Waiting]), and the line in
/// which callers that must wait stand.
///
/// Waiting is off the fast path and uses a lock, a monitor: it allocates nothing and is safe with
/// virtual threads.
package io.forebay.wait;
