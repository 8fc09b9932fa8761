/// Record files and what is in them: TFRecord framing, `tf.Example` parsed straight into slots.
package io.forebay.records;
