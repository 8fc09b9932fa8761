package io.forebay.jmh.tensorflow;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.family.TType;

/// The batches of a dataset of `tf.data`: an iterator in a graph, each batch a step of the session,
/// which the calling thread runs itself.
final class Batches {
  private static final RunOptions IN_THE_CALLING_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final Session session;
  private final List<Output<?>> components;

  /// Starts a dataset that has no end.
  ///
  /// @param elements what a batch consists of
  /// @param feed gives the step that starts it what it needs
  Batches(
      Graph graph,
      Operand<? extends TType> dataset,
      Components elements,
      UnaryOperator<Session.Runner> feed) {
    Ops tf = Ops.create(graph);
    var iterator = tf.data.iterator("batches", "", elements.types(), elements.shapes());
    Op start = tf.data.makeIterator(dataset, iterator);
    var next = tf.data.iteratorGetNext(iterator, elements.types(), elements.shapes());
    session = new Session(graph);
    components = List.copyOf(next.components());
    feed.apply(session.runner()).addTarget(start).run();
  }

  /// The next batch.
  Result next() {
    var step = session.runner().setOptions(IN_THE_CALLING_THREAD);
    components.forEach(step::fetch);
    return step.run();
  }
}
