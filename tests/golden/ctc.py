# SPDX-License-Identifier: MIT
"""Keras's CTC losses with their derivatives by the logits, and what its decoders read.

    pip install tensorflow keras
    python tests/golden/ctc.py > tests/golden/ctc.hpp

On TensorFlow Keras computes this loss in float32 whatever it is given, and adds up the paths of a beam in float32, so
these numbers have some six digits. A greedy score of Keras's is minus the sum of the largest logits, in float64; the
logarithms of the softmax's sums are subtracted here, so that it is a log probability.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers, token_ids

# name, steps, classes, scale of the logits, labels (and padding behind them)
LOSSES = [
    ('short', 6, 4, 2.0, [1, 2]),
    ('repeated', 7, 4, 2.0, [1, 1, 2, 2]),
    ('padded', 9, 5, 1.0, [3, 1, 4, 0, 0, 0]),
    ('all_needed', 5, 3, 1.5, [2, 2, 2]),
    ('one_label', 12, 6, 3.0, [5]),
    ('many_classes', 12, 30, 4.0, token_ids(7, 5, 30)),
    ('long', 80, 7, 2.0, token_ids(8, 30, 7)),
    ('steep', 30, 9, 20.0, token_ids(9, 10, 9)),
]

# name, steps, classes, scale of the logits, beam width, number of paths
DECODINGS = [
    ('wide', 5, 3, 1.0, 400, 5),
    ('middle', 8, 4, 2.0, 100, 4),
    ('narrow', 30, 6, 2.0, 5, 3),
    ('one', 25, 5, 3.0, 1, 1),
    ('many_classes', 20, 60, 5.0, 10, 2),
]

STRUCTS = '''/// A sequence of logits number(seed, k, scale), its loss for the labels, and its derivative by the logits.
struct CTCLoss {
  std::uint32_t seed;
  Index steps, classes;
  double scale;
  std::span<const int> labels;
  double value;
  std::span<const double> derivative;
};

/// What is read from such logits. The beam's labellings are one behind another, each with -1 behind it.
struct CTCDecodings {
  std::uint32_t seed;
  Index steps, classes;
  double scale;
  std::span<const int> greedy;
  double greedy_log_probability;
  Index beam_width;
  std::span<const int> beam;
  std::span<const double> beam_log_probabilities;
};'''


def ids(header, name, values):
    header.text(f'inline constexpr int {name}[] = {{{", ".join(str(int(v)) for v in values)}}};')
    return name


def loss_row(header, seed, name, steps, classes, scale, labels):
    z = tf.constant(numbers(seed, (1, steps, classes), scale), 'float32')
    with tf.GradientTape() as tape:
        tape.watch(z)
        value = keras.losses.ctc(tf.constant([labels]), z)
    return [
        str(seed),
        str(steps),
        str(classes),
        repr(scale),
        ids(header, f'ctc_{name}_labels', labels),
        repr(float(value[0])),
        header.array(f'ctc_{name}_derivative', tape.gradient(value, z)),
    ]


def decoding_row(header, seed, name, steps, classes, scale, width, paths):
    z = numbers(seed, (1, steps, classes), scale)
    normalizers = float(np.sum(np.log(np.sum(np.exp(z), axis=-1))))
    greedy, greedy_score = keras.ops.ctc_decode(z, [steps], strategy='greedy')
    beam, scores = keras.ops.ctc_decode(z, [steps], strategy='beam_search', beam_width=width, top_paths=paths)
    labellings = [[label for label in row[0] if label >= 0] + [-1] for row in np.asarray(beam)]
    return [
        str(seed),
        str(steps),
        str(classes),
        repr(scale),
        ids(header, f'ctc_{name}_greedy', [label for label in np.asarray(greedy)[0, 0] if label >= 0]),
        repr(-float(greedy_score[0, 0]) - normalizers),
        str(width),
        ids(header, f'ctc_{name}_beam', sum(labellings, [])),
        header.array(f'ctc_{name}_scores', scores),
    ]


def main():
    header = Header('ctc.py', ['cstdint', 'weft/core/buffer.hpp'])
    header.text(STRUCTS)
    header.table('CTCLoss', 'ctc_losses', [loss_row(header, 31 + k, *case) for k, case in enumerate(LOSSES)])
    rows = [decoding_row(header, 51 + k, *case) for k, case in enumerate(DECODINGS)]
    header.table('CTCDecodings', 'ctc_decodings', rows)
    header.end()


main()
