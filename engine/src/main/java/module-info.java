/// Lock-free tensor queues, their coordination, and input pipelines on top of them.
@org.jspecify.annotations.NullMarked
module io.forebay.engine {
  requires static transitive org.jspecify;
  requires transitive io.forebay.tensors;
  requires transitive org.agrona;
  requires com.google.protobuf;
  requires com.lmax.disruptor;
  requires org.jctools.core.jdk11;

  exports io.forebay;
  exports io.forebay.coordination;
  exports io.forebay.enqueuer;
  exports io.forebay.error;
  exports io.forebay.input;
  exports io.forebay.queue;
  exports io.forebay.session;
  exports io.forebay.wait;
}
