# SPDX-License-Identifier: MIT
"""Outputs and gradients of Keras's Dense with each activation, in float64.

    pip install tensorflow keras
    python tests/golden/dense.py > tests/golden/dense.hpp

The first row of x and the first bias are zero, so that one argument of the activation is exactly zero.
"""

import tensorflow as tf

import keras
from formula import Header, numbers

BATCH, INPUT_DIM, UNITS = 6, 7, 5

STRUCT = '''struct DensePass {
  Activation activation;
  std::span<const double> y, dx, dkernel, dbias;
};'''


def run(activation):
    layer = keras.layers.Dense(UNITS, activation=activation)
    x, bias = numbers(1, (BATCH, INPUT_DIM), 2.0), numbers(3, (UNITS,), 0.5)
    x[0, :] = 0
    bias[0] = 0
    x = tf.constant(x)
    layer.build(x.shape)
    layer.set_weights([numbers(2, (INPUT_DIM, UNITS), 1.0), bias])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)
        loss = tf.reduce_sum(y * numbers(4, y.shape, 1.0))
    return [y] + tape.gradient(loss, [x, layer.kernel.value, layer.bias.value])


def main():
    keras.config.set_floatx('float64')
    header = Header('dense.py', ['weft/layers/activation.hpp'])
    header.text(STRUCT)
    rows = []
    for activation in ['linear', 'relu', 'sigmoid', 'tanh']:
        parts = zip(['y', 'dx', 'dkernel', 'dbias'], run(activation))
        rows.append([activation] + [header.array(f'dense_{activation}_{p}', v) for p, v in parts])
    header.table('DensePass', 'dense', rows)
    header.end()


main()
