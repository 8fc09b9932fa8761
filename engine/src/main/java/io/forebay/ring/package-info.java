/// Lock-free hand-over of positions and row numbers: no tensor, no waiting.
///
/// All exchange of data between threads happens in this package; every other shared word has one
/// job. The words lie in control blocks and are reached only through [io.forebay.ring.Words], whose
/// methods carry the memory order in their names:
///
/// | method | order | used for |
/// | --- | --- | --- |
/// | `acquire` | nothing after it moves before it | reading a turn, a cell or a cursor that another thread released |
/// | `release` | nothing before it moves after it | publishing, burying and releasing a row |
/// | `getVolatile`, `setVolatile` | one total order with all others of the kind and with `fullFence` | need words, close and cancel flags |
/// | `compareAndSet`, `getAndAdd` | acquire and release, part of the same total order | cursors, counters |
/// | `fullFence` | everything before it before everything after it | between publishing and looking for a sleeper |
///
/// The classes above give each access its meaning and name the partner it pairs with.
package io.forebay.ring;
