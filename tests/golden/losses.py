# SPDX-License-Identifier: MIT
"""Keras's losses row by row, with their derivatives by the predictions as TensorFlow's GradientTape gives them.

    pip install tensorflow keras
    python tests/golden/losses.py > tests/golden/losses.hpp

In float32 the predictions and targets are those of float64, rounded. Predictions are a sweep of hashed numbers, and rows
written out for corners: errors of 0, ends of a clip, certainty, logits of +-10,000.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers

STRUCTS = '''/// Rows of predictions and of targets, a target being one number where it is a class; with each row's loss, and its
/// derivatives by the predictions.
struct LossCase {
  std::size_t columns;
  std::span<const double> p, y, value_double, dp_double, value_float, dp_float;
};'''


def stacked(*rows):
    return np.concatenate([np.atleast_2d(np.array(row, dtype='float64')) for row in rows])


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def one_hot(classes, columns):
    return np.eye(columns)[classes]


# Numbers to predict, three a row: a sweep, then errors of 0, of 1 and of 0.5, very small ones and very large ones.
NUMBERS_P = stacked(numbers(1, (12, 3), 3), [1, 2, 3], [1, -1, 0.5], [0.5, 2.5, -0.5], [1e-9, -1e-9, 1e-4],
                    [1e4, -1e4, 30], [0, 1e-7, 1e-8])  # yapf: disable
NUMBERS_Y = stacked(numbers(2, (12, 3), 3), [1, 2, -3], [0, 0, 0], [0, 2, 0], [0, 0, 0], [0, 0, 0], [2, 0, 1])
# Vectors to point the same way; the last but one is shorter than 1e-7.
VECTORS_P = stacked(numbers(3, (8, 4), 2), [1, 2, 0, -1], [1, 0, 0, 0], [1e-3, 0, 2e-3, 0], [1e-9, 2e-9, 0, 0],
                    [3e3, 1, 0, 2e4])  # yapf: disable
VECTORS_Y = stacked(numbers(4, (8, 4), 2), [1, 2, 0, -1], [0, 1, 0, 0], [1, 1, 1, 1], [1, 2, 2, 0], [0, 1e-3, 0, 0])
# Expected counts.
COUNTS_P = stacked(np.exp(numbers(5, (10, 3), 3)), [0, 1, 1e-9], [1e3, 1e-4, 2])
COUNTS_Y = stacked(np.floor(np.abs(numbers(6, (10, 3), 6))), [1, 0, 2], [999, 0, 2])
# Margins, for labels -1 and 1; the last rows have y p = 1 and y p = 0.
MARGINS_P = stacked(numbers(7, (8, 3), 3), [1, -1, 0.5], [0, 0, 0])
MARGINS_Y = stacked(np.sign(numbers(8, (8, 3), 1)), [1, -1, 1], [1, -1, 1])
# One prediction for each class; the last rows have ties, a loss of just 0, and one that is right by far.
SCORES_P = stacked(numbers(9, (8, 4), 3), [1, 1, 1, 1], [0, -1, 0, -2], [2, 1, 1, 1], [1e4, 0, 0, -1e4])
SCORES_Y = one_hot([0, 1, 2, 3, 0, 1, 2, 3, 0, 2, 0, 0], 4)
# Chances of being a member.
MEMBERS_P = stacked(np.abs(numbers(10, (8, 5), 1)), [0, 0, 0, 0, 0], [1, 1, 0, 0, 1], [1, 1, 1, 1, 1])
MEMBERS_Y = stacked((numbers(11, (8, 5), 1) > 0), [0, 0, 0, 0, 0], [1, 1, 0, 0, 1], [0, 0, 0, 1, 0])
# Distributions over five classes: a sweep, ones that do not add up to 1, and certainty, right and wrong.
CLASSES = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 2, 0, 1, 4, 3, 0]
SHARES_P = stacked(softmax(numbers(12, (10, 5), 4)), [0.5, 1, 0.25, 2, 3], [0.02, 0.01, 0.03, 0.01, 0.05],
                   [0, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1e-9, 1 - 1e-9, 1e-12, 0, 0],
                   [1 - 4e-5, 1e-5, 1e-5, 1e-5, 1e-5])  # yapf: disable
SHARES_Y = stacked(one_hot(CLASSES[:8], 5), softmax(numbers(13, (4, 5), 3)), one_hot(CLASSES[12:], 5))
# Their logits.
LOGITS_P = stacked(numbers(14, (8, 5), 3), numbers(15, (3, 5), 20), [1e4, -1e4, 0, 1, 2], [-1e4, 1e4, 5, 0, 0],
                   [1e4, 1e4, 0, -1e4, 0], [0, 0, 0, 0, 0], [-1e4, -1e4, -1e4, -1e4, -1e4])  # yapf: disable
# Chances of something to be true, and their logits: a sweep, the ends of the clip, and beyond.
CHANCES_P = stacked(0.5 + numbers(16, (8, 3), 0.49), [0, 1, 0.5], [1, 0, 1], [1e-9, 1 - 1e-9, 1e-5],
                    [2e-7, 1 - 3e-7, 0.5])  # yapf: disable
CHANCES_Y = stacked(numbers(17, (8, 3), 1) > 0, [0, 1, 0.25], [0, 1, 1], [0, 1, 1], [1, 0, 0.75])
LOGIT_P = stacked(numbers(18, (8, 3), 5), [0, -1e4, 1e4], [1e4, -1e4, 30], [-30, 30, 100], [-1e4, 1e4, 0])

INPUTS = {
    'numbers': (NUMBERS_P, NUMBERS_Y), 'vectors': (VECTORS_P, VECTORS_Y), 'counts': (COUNTS_P, COUNTS_Y),
    'margins': (MARGINS_P, MARGINS_Y), 'binary_margins': (MARGINS_P, (MARGINS_Y + 1) / 2),
    'scores': (SCORES_P, SCORES_Y), 'members': (MEMBERS_P, MEMBERS_Y),
    'shares': (SHARES_P, SHARES_Y), 'logits': (LOGITS_P, SHARES_Y),
    'shares_of_classes': (SHARES_P, CLASSES), 'logits_of_classes': (LOGITS_P, CLASSES),
    'chances': (CHANCES_P, CHANCES_Y), 'logits_of_chances': (LOGIT_P, CHANCES_Y),
}  # yapf: disable


def cases():
    """Name, inputs, Keras's loss."""
    losses = keras.losses
    yield 'mean_squared_error', 'numbers', losses.MeanSquaredError()
    yield 'mean_absolute_error', 'numbers', losses.MeanAbsoluteError()
    yield 'mean_absolute_percentage_error', 'numbers', losses.MeanAbsolutePercentageError()
    yield 'mean_squared_logarithmic_error', 'numbers', losses.MeanSquaredLogarithmicError()
    yield 'huber', 'numbers', losses.Huber()
    yield 'huber_half', 'numbers', losses.Huber(delta=0.5)
    yield 'log_cosh', 'numbers', losses.LogCosh()
    yield 'cosine_similarity', 'vectors', losses.CosineSimilarity()
    yield 'poisson', 'counts', losses.Poisson()
    yield 'kl_divergence', 'shares', losses.KLDivergence()
    yield 'hinge', 'margins', losses.Hinge()
    yield 'hinge_binary', 'binary_margins', losses.Hinge()
    yield 'squared_hinge', 'margins', losses.SquaredHinge()
    yield 'squared_hinge_binary', 'binary_margins', losses.SquaredHinge()
    yield 'categorical_hinge', 'scores', losses.CategoricalHinge()
    yield 'dice', 'members', losses.Dice(axis=-1)
    yield 'tversky', 'members', losses.Tversky(alpha=0.3, beta=0.8, axis=-1)
    for name, from_logits in [('shares', False), ('logits', True)]:
        classes = name + '_of_classes'
        yield f'categorical_crossentropy_{name}', name, losses.CategoricalCrossentropy(from_logits)
        yield f'categorical_crossentropy_{name}_smoothed', name, losses.CategoricalCrossentropy(from_logits, 0.1)
        yield f'sparse_categorical_crossentropy_{name}', classes, losses.SparseCategoricalCrossentropy(from_logits)
        ignoring = losses.SparseCategoricalCrossentropy(from_logits, ignore_class=2)
        yield f'sparse_categorical_crossentropy_{name}_ignoring', classes, ignoring
        focal = losses.CategoricalFocalCrossentropy
        yield f'categorical_focal_crossentropy_{name}', name, focal(from_logits=from_logits)
        other = focal(alpha=0.7, gamma=1.5, from_logits=from_logits, label_smoothing=0.2)
        yield f'categorical_focal_crossentropy_{name}_smoothed', name, other
    for name, from_logits in [('chances', False), ('logits_of_chances', True)]:
        focal = losses.BinaryFocalCrossentropy
        yield f'binary_focal_crossentropy_{name}', name, focal(from_logits=from_logits)
        other = focal(True, alpha=0.3, gamma=1, from_logits=from_logits, label_smoothing=0.1)
        yield f'binary_focal_crossentropy_{name}_balanced', name, other


def results(loss, p, y):
    """Of the loss's function, which gives a value a row; the reduction is not what is tested here.

    In float64 too, Keras's log_cosh subtracts a log 2 with float32's digits, which is put right here.
    """
    p = tf.constant(p, keras.config.floatx())
    y = tf.constant(y, 'int32' if np.ndim(y) == 1 else p.dtype)
    with tf.GradientTape() as tape:
        tape.watch(p)
        value = loss.call(y, p)
    dp = tape.gradient(value, p)
    if isinstance(loss, keras.losses.LogCosh):
        value += tf.cast(tf.math.log(2.0), p.dtype) - tf.math.log(tf.constant(2, p.dtype))
    return value, dp


def main():
    header = Header('losses.py', ['cstddef'])
    header.text('namespace losses {\n\n' + STRUCTS)
    for name, (p, y) in INPUTS.items():
        header.array(f'{name}_p', p)
        header.array(f'{name}_y', y)
    for name, inputs, loss in cases():
        p, y = INPUTS[inputs]
        fields = [str(p.shape[1]), f'{inputs}_p', f'{inputs}_y']
        for floatx, scalar in [('float64', 'double'), ('float32', 'float')]:
            keras.config.set_floatx(floatx)
            for what, values in zip(['value', 'dp'], results(loss, p, y)):
                fields.append(header.array(f'{name}_{what}_{scalar}', values))
        header.text(f'inline constexpr LossCase {name}{{\n    ' + ',\n    '.join(fields) + '};')
    header.text('}  // namespace losses')
    header.end()


main()
