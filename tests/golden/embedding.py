# SPDX-License-Identifier: MIT
"""Outputs and gradients of Keras's Embedding, in float64.

    pip install tensorflow keras
    python tests/golden/embedding.py > tests/golden/embedding.hpp

Unmasked, sequences that have ended go on with token 0, which is looked up and learned like any other; masked, what
comes after a sequence's end is set to zero and has no gradient.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, lengths, numbers, token_ids

VOCABULARY, OUTPUT_DIM, BATCH, STEPS = 9, 4, 5, 6

STRUCT = '''struct EmbeddingPass {
  bool masked;
  std::span<const double> y, dembeddings;
};'''


def run(masked):
    ids = np.zeros((BATCH, STEPS), dtype='int32')
    for row, length in enumerate(lengths(1, BATCH, STEPS)):
        ids[row, :length] = token_ids(10 + row, length, VOCABULARY)
    layer = keras.layers.Embedding(VOCABULARY, OUTPUT_DIM, mask_zero=masked)
    layer.build(ids.shape)
    layer.set_weights([numbers(2, (VOCABULARY, OUTPUT_DIM), 0.5)])
    with tf.GradientTape() as tape:
        y = layer(ids)
        if masked:
            y *= tf.cast(layer.compute_mask(ids), y.dtype)[:, :, None]
        loss = tf.reduce_sum(y * numbers(3, y.shape, 1.0))
    return [y, tf.convert_to_tensor(tape.gradient(loss, layer.embeddings.value))]


def main():
    keras.config.set_floatx('float64')
    header = Header('embedding.py')
    header.text(STRUCT)
    rows = []
    for masked in [True, False]:
        parts = zip(['y', 'dembeddings'], run(masked))
        name = 'masked' if masked else 'unmasked'
        rows.append(['true' if masked else 'false'] + [header.array(f'embedding_{name}_{p}', v) for p, v in parts])
    header.table('EmbeddingPass', 'embedding', rows)
    header.end()


main()
