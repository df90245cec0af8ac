# SPDX-License-Identifier: MIT
"""Keras's activations and their derivatives, in float64.

    pip install tensorflow keras
    python tests/golden/activations.py > tests/golden/activations.hpp

x holds both sides of every kink, and the kink itself where Keras's derivative there is one that the function has on
either side: it gives 2 for celu at 0, and 0 for a relu with a slope and a maximum. Every x is a number of float too.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers

TINY = 2.0**-27
POSITIVE = [TINY, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 6.0, 10.0, 30.0]
POINTS = [-x for x in reversed(POSITIVE)] + [0.0] + POSITIVE

# Name in Keras, its arguments in the order of its signature.
POINTWISE = [
    ('linear', []),
    ('relu', [0.0, None, 0.0]),
    ('relu', [0.25, 2.25, 0.0]),
    ('relu', [0.0, None, 1.25]),
    ('relu', [0.25, 5.0, -1.25]),
    ('relu', [0.0, 6.0, 0.0]),
    ('relu6', []),
    ('leaky_relu', [0.2]),
    ('leaky_relu', [0.3]),
    ('elu', [1.0]),
    ('elu', [0.5]),
    ('celu', [1.0]),
    ('celu', [2.0]),
    ('selu', []),
    ('gelu', [False]),
    ('gelu', [True]),
    ('silu', []),
    ('mish', []),
    ('softplus', []),
    ('softsign', []),
    ('sigmoid', []),
    ('hard_sigmoid', []),
    ('log_sigmoid', []),
    ('sparse_sigmoid', []),
    ('hard_silu', []),
    ('tanh', []),
    ('hard_tanh', []),
    ('tanh_shrink', []),
    ('soft_shrink', [0.5]),
    ('soft_shrink', [1.25]),
    ('hard_shrink', [0.5]),
    ('hard_shrink', [1.25]),
    ('threshold', [0.75, -2.0]),
    ('squareplus', [4.0]),
    ('squareplus', [0.5]),
    ('sparse_plus', []),
    ('exponential', []),
]

ROWS = np.array([
    numbers(1, (6,), 1.0),
    numbers(2, (6,), 4.0),
    numbers(3, (6,), 0.125),
    [0.25] * 6,
    [30.0, -30.0, 0.0, 29.75, 30.0, -0.5],
    [-0.5, 1.0, 1.0, 1.0, -0.5, 0.875],
])
MASK = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 0, 1, 0, 1], [0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0],
                 [0, 1, 1, 1, 0, 1], [1, 0, 1, 1, 1, 1]], dtype=bool)

STRUCTS = ['''/// An activation that takes each number by itself: y and dy/dx for every x.
///
/// The name and its parameters are Keras's, in the order of keras.activations' signature, and zero where there are
/// fewer:
///
///   relu                       negative_slope, max_value (infinite for Keras's None), threshold
///   leaky_relu                 negative_slope
///   elu, celu                  alpha
///   gelu                       approximate, 0 or 1
///   soft_shrink, hard_shrink   threshold
///   threshold                  threshold, default_value
///   squareplus                 b
///
/// The numbers of one case may differ by many powers of ten; those of float may be compared to float's precision.
struct ActivationCase {
  const char* name;
  std::array<double, 3> parameters;
  std::span<const double> x, y, dydx;
};''', '''/// An activation that takes a row of activation_row_size numbers at a time: y for the rows of x, and dx for a gradient
/// dy of y. Where there is a mask, of ones and zeros, it is that of Keras's Softmax layer; otherwise it is empty.
/// sparsemax is the projection on the simplex, which Keras 3.15.1 and before give wrong (its issue 23425).
struct RowActivationCase {
  const char* name;
  std::span<const double> mask, x, dy, y, dx;
};

inline constexpr std::ptrdiff_t activation_row_size = 6;''']


def pointwise(name, parameters, points):
    x = tf.constant(points, dtype='float64')
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = getattr(keras.activations, name)(x, *parameters)
    return y.numpy(), tape.gradient(y, x).numpy()


def has_slope(name, parameters, x):
    """Whether Keras's derivative at x is the function's on either side."""
    step = 2.0**-20
    y, dydx = pointwise(name, parameters, [x - step, x, x + step])
    left, right = (y[1] - y[0]) / step, (y[2] - y[1]) / step
    return min(abs(dydx[1] - left), abs(dydx[1] - right)) < 1e-5 * (1 + abs(dydx[1]))


def literal(parameter):
    return 'std::numeric_limits<double>::infinity()' if parameter is None else repr(float(parameter))


def pointwise_table(header):
    rows, seen = [], {}
    for name, parameters in POINTWISE:
        kinks = {sign * float(p) for p in parameters if p for sign in [-1, 1]}
        points = [x for x in sorted(set(POINTS) | kinks) if has_slope(name, parameters, x)]
        seen[name] = seen.get(name, 0) + 1
        array = name if seen[name] == 1 else f'{name}_{seen[name]}'
        y, dydx = pointwise(name, parameters, points)
        arrays = [header.array(f'{array}_{part}', values) for part, values in [('x', points), ('y', y), ('dydx', dydx)]]
        rows.append([f'"{name}"', '{' + ', '.join(literal(p) for p in parameters) + '}'] + arrays)
    header.table('ActivationCase', 'activation_cases', rows)


def rowwise(activation):
    x, dy = tf.constant(ROWS), numbers(9, ROWS.shape, 1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = activation(x)
        loss = tf.reduce_sum(y * dy)
    return y, tape.gradient(loss, x)


def sparsemax(x):
    """As Keras after 3.15.1, which has a wrong threshold where more than one number is kept (its issue 23425)."""
    ordered = tf.sort(x, direction='DESCENDING')
    kept = ordered - (tf.cumsum(ordered, axis=-1) - 1) / np.arange(1.0, x.shape[-1] + 1) > 0
    kept = tf.cast(kept, x.dtype)
    threshold = (tf.reduce_sum(kept * ordered, -1, keepdims=True) - 1) / tf.reduce_sum(kept, -1, keepdims=True)
    return tf.maximum(x - threshold, 0.0)


def row_table(header):
    x = header.array('activation_rows_x', ROWS)
    dy = header.array('activation_rows_dy', numbers(9, ROWS.shape, 1.0))
    mask = header.array('activation_rows_mask', MASK)
    layer = keras.layers.Softmax()
    cases = [
        ('softmax', keras.activations.softmax, '{}'),
        ('log_softmax', keras.activations.log_softmax, '{}'),
        ('sparsemax', sparsemax, '{}'),
        ('masked_softmax', lambda v: layer(v, mask=tf.constant(MASK)), mask),
    ]
    rows = []
    for name, activation, given_mask in cases:
        arrays = [header.array(f'{name}_{part}', values) for part, values in zip(['y', 'dx'], rowwise(activation))]
        rows.append([f'"{name.replace("masked_", "")}"', given_mask, x, dy] + arrays)
    header.table('RowActivationCase', 'row_activation_cases', rows)


def main():
    keras.config.set_floatx('float64')
    header = Header('activations.py', ['array', 'cstddef', 'limits'])
    for struct in STRUCTS:
        header.text(struct)
    pointwise_table(header)
    row_table(header)
    header.end()


main()
