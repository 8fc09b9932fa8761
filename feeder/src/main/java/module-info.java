/// Record readers and the `forebay` command.
@org.jspecify.annotations.NullMarked
module io.forebay.feeder {
  requires static transitive org.jspecify;
  requires transitive io.forebay.engine;
  requires info.picocli;
  requires java.management;
  requires jdk.management;
  requires me.tongfei.progressbar;

  exports io.forebay.records;

  opens io.forebay.cli to
      info.picocli;
}
