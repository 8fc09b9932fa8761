/// Record readers and the `forebay` command.
@org.jspecify.annotations.NullMarked
module io.forebay.feeder {
  requires static transitive org.jspecify;
  requires transitive io.forebay.engine;

  exports io.forebay.records;
}
