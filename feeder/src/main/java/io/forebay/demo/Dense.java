package io.forebay.demo;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A fully connected layer, `y = x W + b`, trained by gradient descent with momentum. Allocates
/// nothing after construction. Not thread-safe.
final class Dense {
  private static final float MOMENTUM = 0.9f;

  private final int inputs;
  private final float[][] weights; // a row an input, and the biases as the last row
  private final float[][] gradients;
  private final float[][] velocities;

  /// A layer with random weights, scaled for inputs that went through a ReLU (He et al. 2015).
  Dense(int inputs, int outputs, RandomGenerator random) {
    this.inputs = inputs;
    this.weights = new float[inputs + 1][outputs];
    this.gradients = new float[inputs + 1][outputs];
    this.velocities = new float[inputs + 1][outputs];
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        weights[i][j] = (float) random.nextGaussian(0, deviation);
      }
    }
  }

  /// Computes `y` from `x`.
  void forward(float[] x, float[] y) {
    System.arraycopy(weights[inputs], 0, y, 0, y.length);
    for (int i = 0; i < inputs; i++) {
      if (x[i] != 0) {
        addScaled(y, x[i], weights[i]);
      }
    }
  }

  /// Adds to the gradients what one example contributes: its input `x`, and `dy`, the slope of the
  /// loss along `y`.
  void backward(float[] x, float[] dy) {
    addScaled(gradients[inputs], 1, dy);
    for (int i = 0; i < inputs; i++) {
      if (x[i] != 0) {
        addScaled(gradients[i], x[i], dy);
      }
    }
  }

  /// Computes `dx`, the slope of the loss along `x`, from `dy`, the slope along `y`.
  void slopes(float[] dy, float[] dx) {
    for (int i = 0; i < inputs; i++) {
      float sum = 0;
      for (int j = 0; j < dy.length; j++) {
        sum += weights[i][j] * dy[j];
      }
      dx[i] = sum;
    }
  }

  /// One step down the gradients, which start at 0 again.
  void descend(float rate) {
    for (int i = 0; i <= inputs; i++) {
      float[] velocity = velocities[i];
      for (int j = 0; j < velocity.length; j++) {
        velocity[j] *= MOMENTUM;
      }
      addScaled(velocity, -rate, gradients[i]);
      addScaled(weights[i], 1, velocity);
      Arrays.fill(gradients[i], 0);
    }
  }

  float[][] weights() {
    return weights;
  }

  float[][] gradients() {
    return gradients;
  }

  private static void addScaled(float[] sum, float scale, float[] values) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += scale * values[j];
    }
  }
}
