# SPDX-License-Identifier: MIT
"""Outputs and gradients of Keras's LSTM and Bidirectional(LSTM), in float64.

    pip install tensorflow keras
    python tests/golden/lstm.py > tests/golden/lstm.hpp

Masked: Keras is given the mask of the lengths. Unmasked: every sequence has all the steps. Sequences come in the
caller's order, [batch x time x features], in the order of time whatever the direction, and zero where one has ended.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers

INPUT_DIM, UNITS, LENGTHS = 3, 5, [3, 1, 5, 3, 5]
BATCH, STEPS = len(LENGTHS), max(LENGTHS)
MASK = np.arange(STEPS)[None, :] < np.array(LENGTHS)[:, None]

STRUCT = '''/// One pass of a recurrent layer: y, and for a gradient of y the gradients of the input and of the parameters of one
/// LSTM, or of the forward and the backward one.
struct RecurrentPass {
  Direction direction;
  bool masked;
  std::span<const double> y, dx, dkernel, drecurrent_kernel, dbias, dkernel_2, drecurrent_kernel_2, dbias_2;
};'''


def weights(seed):
    return [
        numbers(seed, (INPUT_DIM, 4 * UNITS), 0.7),
        numbers(seed + 1, (UNITS, 4 * UNITS), 0.5),
        numbers(seed + 2, (4 * UNITS,), 0.4),
    ]


def run(layer, masked, reverse_time):
    x = tf.constant(numbers(1, (BATCH, STEPS, INPUT_DIM), 1.0))
    mask = tf.constant(MASK) if masked else None
    layer.build(x.shape)
    layer.set_weights(sum([weights(10 * (k + 1)) for k in range(len(layer.weights) // 3)], []))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x, mask=mask)
        if reverse_time:
            y = tf.reverse(y, [1])
        dy = numbers(2, y.shape, 1.0)
        if masked and len(y.shape) == 3:
            y *= MASK[:, :, None]
        loss = tf.reduce_sum(y * dy)
    gradients = tape.gradient(loss, [x] + [v.value for v in layer.trainable_variables])
    return [y] + gradients


def case(header, name, layer, direction, masked, reverse_time=False):
    parts = ['y', 'dx', 'dkernel', 'drecurrent_kernel', 'dbias', 'dkernel_2', 'drecurrent_kernel_2', 'dbias_2']
    arrays = [header.array(f'{name}_{part}', values) for part, values in zip(parts, run(layer, masked, reverse_time))]
    return [f'Direction::{direction}', 'true' if masked else 'false'] + arrays + ['{}'] * (8 - len(arrays))


def main():
    keras.config.set_floatx('float64')
    header = Header('lstm.py', ['weft/core/packing.hpp'])
    header.text(STRUCT)
    for sequences in [False, True]:
        returns = 'sequences' if sequences else 'last_state'
        alone, both = [], []
        for masked in [True, False]:
            padding = 'masked' if masked else 'unmasked'
            for direction in ['forward', 'backward']:
                backward = direction == 'backward'
                layer = keras.layers.LSTM(UNITS, return_sequences=sequences, go_backwards=backward)
                name = f'lstm_{returns}_{direction}_{padding}'
                alone.append(case(header, name, layer, direction, masked, backward and sequences))
            layer = keras.layers.Bidirectional(keras.layers.LSTM(UNITS, return_sequences=sequences))
            both.append(case(header, f'bidirectional_{returns}_{padding}', layer, 'forward', masked))
        header.table('RecurrentPass', f'lstm_{returns}', alone)
        header.table('RecurrentPass', f'bidirectional_{returns}', both)
    header.end()


main()
