/// What a queue operation may fail with: one sealed family with TensorFlow's error codes.
package io.forebay.error;
