# SPDX-License-Identifier: MIT
"""Keras's binary cross-entropy, one prediction at a time, with its derivative, and the mean of BinaryCrossentropy.

    pip install tensorflow keras
    python tests/golden/binary_crossentropy.py > tests/golden/binary_crossentropy.hpp

In float32 the predictions are those of float64, rounded.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header

PROBABILITIES = [0, 1e-30, 1e-9, 9.9e-8, 1e-7, 1.1e-7, 1e-5, 0.03, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-5, 1 - 1.5e-7,
                 1 - 1e-7, 1 - 9.9e-8, 1 - 6e-8, 1 - 1e-9, 1]  # yapf: disable
POSITIVE = [1e-30, 1e-3, 0.5, 1, 5, 10, 15, 17, 20, 30, 40, 88, 100, 700, 1e3]
LOGITS = [-z for z in reversed(POSITIVE)] + [0] + POSITIVE

STRUCTS = '''/// One prediction, its loss and the loss's derivative by it.
struct CrossentropyTerm {
  double prediction, label, value, derivative;
};'''


def terms(predictions, from_logits):
    rows = []
    for label in [0, 1]:
        p = tf.constant(predictions, keras.config.floatx())
        with tf.GradientTape() as tape:
            tape.watch(p)
            value = keras.ops.binary_crossentropy(tf.fill(p.shape, tf.cast(label, p.dtype)), p, from_logits)
        columns = [p, tf.fill(p.shape, label), value, tape.gradient(value, p)]
        rows += [[repr(float(x)) for x in row] for row in zip(*[np.asarray(c, dtype='float64') for c in columns])]
    return rows


def mean(predictions, from_logits):
    """Of two outputs an example, the second half of the predictions beside the first, labels 0 and 1 in turn."""
    p = np.array(predictions, dtype=keras.config.floatx())
    p = p[:len(p) // 2 * 2].reshape(2, -1).T
    labels = np.arange(p.size).reshape(p.shape) % 3 % 2
    return float(keras.losses.BinaryCrossentropy(from_logits)(labels, p))


def main():
    header = Header('binary_crossentropy.py')
    header.text(STRUCTS)
    for floatx, scalar in [('float64', 'double'), ('float32', 'float')]:
        keras.config.set_floatx(floatx)
        for name, predictions, from_logits in [('probabilities', PROBABILITIES, False), ('logits', LOGITS, True)]:
            header.table('CrossentropyTerm', f'crossentropy_from_{name}_{scalar}', terms(predictions, from_logits))
            header.text(f'inline constexpr double mean_from_{name}_{scalar} = {mean(predictions, from_logits)!r};')
    header.end()


main()
