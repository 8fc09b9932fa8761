/// TensorFlow's own queues and `tf.data`, in the same JVM, with the payload of all contenders.
package io.forebay.jmh.tensorflow;
