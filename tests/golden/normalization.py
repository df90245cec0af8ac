# SPDX-License-Identifier: MIT
"""Moments and outputs of Keras's Normalization, adapted and inverted, in float64.

    pip install tensorflow keras
    python tests/golden/normalization.py > tests/golden/normalization.hpp

Feature 1 is constant, feature 2 far from zero, and feature 3 varies less than epsilon.
"""

import numpy as np

import keras
from formula import Header, numbers

ROWS, EXAMPLES, TIME, FEATURES = 9, 4, 5, 4


def data(seed, shape):
    x = numbers(seed, shape, 1.0)
    x[..., 1] = 0.75
    x[..., 2] = 1000 + 3 * x[..., 2]
    x[..., 3] = 1e-9 * x[..., 3]
    return x


def run(header, name, seed, shape):
    layer = keras.layers.Normalization(axis=-1)
    layer.adapt(data(seed, shape))
    header.array(f'{name}_mean', np.array(layer.mean))
    header.array(f'{name}_variance', np.array(layer.variance))
    header.array(f'{name}_of_training_data', np.array(layer(data(seed, shape))))
    test = numbers(seed + 1, shape, 2.0)
    header.array(f'{name}_of_test_data', np.array(layer(test)))
    inverse = keras.layers.Normalization(axis=-1, invert=True)
    inverse.adapt(data(seed, shape))
    header.array(f'{name}_inverse', np.array(inverse(test)))


def main():
    keras.config.set_floatx('float64')
    header = Header('normalization.py')
    run(header, 'normalization_rows', 1, (ROWS, FEATURES))
    run(header, 'normalization_steps', 3, (EXAMPLES, TIME, FEATURES))
    header.end()


main()
