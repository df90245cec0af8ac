# SPDX-License-Identifier: MIT
"""Ten steps of Keras's Adam on a kernel and a bias with given gradients, and what global_clipnorm makes of a gradient.

    pip install tensorflow keras
    python tests/golden/adam.py > tests/golden/adam.hpp

The bias's gradients are as small as epsilon. In float64 the betas are NumPy's numbers: Keras rounds Python's to float32
in the bias correction.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers

KERNEL, BIAS, STEPS = (3, 4), (4,), 10

STRUCTS = '''/// Kernel and bias, one after another, after each of 10 steps; after the last also the moments.
struct AdamRun {
  double learning_rate, beta_1, beta_2, epsilon, clip_norm;
  std::span<const double> parameters, m, v;
};

/// A gradient, kernel and bias one after another, cut down to a norm.
struct ClippedGradient {
  double limit;
  std::span<const double> gradient;
};'''


def variables():
    return [keras.Variable(numbers(1, KERNEL, 0.01)), keras.Variable(numbers(2, BIAS, 0.01))]


def gradients(step):
    values = [numbers(100 + step, KERNEL, 0.5), numbers(200 + step, BIAS, 2e-7)]
    return [tf.constant(v, keras.config.floatx()) for v in values]


def joined(tensors):
    return np.concatenate([np.asarray(t, dtype='float64').ravel() for t in tensors])


def run(header, name, rate, beta_1, beta_2, epsilon, clip):
    number = np.float64 if keras.config.floatx() == 'float64' else float
    optimizer = keras.optimizers.Adam(rate, number(beta_1), number(beta_2), epsilon, global_clipnorm=clip)
    parameters = variables()
    optimizer.build(parameters)
    path = []
    for step in range(STEPS):
        optimizer.apply(gradients(step))
        path.append(joined(parameters))
    moments = optimizer.variables[2:]  # after the iteration and the learning rate: m and v of each variable in turn
    arrays = [joined(path), joined(moments[0::2]), joined(moments[1::2])]
    names = [header.array(f'{name}_{part}', a) for part, a in zip(['parameters', 'm', 'v'], arrays)]
    return [repr(float(x)) for x in [rate, beta_1, beta_2, epsilon, clip or 0]] + names


def clipped(header, name, limit):
    """Steps of plain gradient descent from zero, negated: what is left of the gradient."""
    parameters = [keras.Variable(np.zeros(KERNEL)), keras.Variable(np.zeros(BIAS))]
    optimizer = keras.optimizers.SGD(1.0, global_clipnorm=limit)
    optimizer.build(parameters)
    optimizer.apply(gradients(0))
    return [repr(float(limit)), header.array(name, -joined(parameters))]


def main():
    header = Header('adam.py')
    header.text(STRUCTS)
    for floatx, scalar in [('float64', 'double'), ('float32', 'float')]:
        keras.config.set_floatx(floatx)
        settings = [(0.001, 0.9, 0.999, 1e-7, None), (0.01, 0.8, 0.95, 1e-3, None), (0.001, 0.9, 0.999, 1e-7, 0.9)]
        runs = [run(header, f'adam_{scalar}_{k}', *setting) for k, setting in enumerate(settings)]
        header.table('AdamRun', f'adam_{scalar}', runs)
        rows = [clipped(header, f'clipped_{scalar}_{k}', limit) for k, limit in enumerate([0.25, 10.0])]
        header.table('ClippedGradient', f'clipped_{scalar}', rows)
    header.end()


main()
