# SPDX-License-Identifier: MIT
"""Losses of a network of the experiment's form while Keras trains it: by hand over batches, and by model.fit.

    pip install tensorflow keras
    python tests/golden/trajectory.py > tests/golden/trajectory.hpp

Embedding(vocabulary, d), Bidirectional(LSTM(units)), Dense(units, relu), Dense(1, sigmoid), binary cross-entropy, Adam.
Adam has its defaults in the loop by hand, and ten times its learning rate in fit. A label is 1 where a sequence's first
token is of the upper half of the vocabulary. Keras computes the loss of a sigmoid's output from the sigmoid's argument.

Three slips of Keras 3 with TensorFlow are avoided. It gives Adam an Embedding's gradient as one row for each occurrence of
a token, and squares the rows before it adds those of a token: its second moment is no longer that of the gradient.
SummedAdam adds them first, as Keras 2 did. And in float64 Adam's bias correction takes betas that have been rounded to
float32, unless they are given as NumPy's numbers. And fit counts one step too many at the end of an epoch, unless it
knows how many batches there are.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, lengths, numbers, token_ids

SMALL = {'name': 'small', 'vocabulary': 50, 'd': 8, 'units': 12, 'dense': 12, 'scale': 0.5}
REAL = {'name': 'real', 'vocabulary': 8185, 'd': 64, 'units': 64, 'dense': 64, 'scale': 0.2}
BATCHES, BATCH_SIZE, LONGEST = 10, 8, 400
EPOCHS, TRAIN, VALIDATION, FIT_BATCH, FIT_LONGEST, FIT_RATE = 3, 120, 60, 16, 30, 0.01


class SummedAdam(keras.optimizers.Adam):
    """Adam that is given a token's gradient, the sum over its occurrences."""

    def apply(self, grads, trainable_variables=None):
        return super().apply([tf.convert_to_tensor(g) for g in grads], trainable_variables)


def adam(rate=0.001):
    if keras.config.floatx() == 'float32':
        return SummedAdam(rate)
    return SummedAdam(rate, beta_1=np.float64(0.9), beta_2=np.float64(0.999))


STRUCTS = '''/// The loss before each of 10 steps and after the last of them, there on the first batch again.
struct Trajectory {
  bool masked;
  double loss[11];
};

struct FitEpoch {
  double loss, accuracy, val_loss, val_accuracy;
};
struct FitTrajectory {
  bool masked;
  FitEpoch epochs[3];
};'''


def network(size, masked):
    model = keras.Sequential([
        keras.layers.Embedding(size['vocabulary'], size['d'], mask_zero=masked),
        keras.layers.Bidirectional(keras.layers.LSTM(size['units'])),
        keras.layers.Dense(size['dense'], activation='relu'),
        keras.layers.Dense(1, activation='sigmoid'),
    ])
    model.build((None, None))
    shapes = [w.shape for w in model.get_weights()]
    model.set_weights([numbers(100 + k, s, 1.0 if k == 0 else size['scale']) for k, s in enumerate(shapes)])
    return model


def sequences(seed, count, longest, vocabulary):
    return [token_ids(1000 * seed + k, length, vocabulary) for k, length in enumerate(lengths(seed, count, longest))]


def labels(lists, vocabulary):
    return [int(2 * tokens[0] > vocabulary) for tokens in lists]


def padded(lists):
    ids = np.zeros((len(lists), max(map(len, lists))), dtype='int32')
    for row, tokens in zip(ids, lists):
        row[:len(tokens)] = tokens
    return ids


def losses_by_hand(size, masked):
    model = network(size, masked)
    loss, optimizer = keras.losses.BinaryCrossentropy(), adam()
    optimizer.build(model.trainable_variables)

    ids, targets = tf.TensorSpec([None, None], tf.int32), tf.TensorSpec([None, 1], keras.config.floatx())

    @tf.function(input_signature=[ids, targets])
    def step(x, y):
        with tf.GradientTape() as tape:
            value = loss(y, model(x, training=True))
        optimizer.apply(tape.gradient(value, [v.value for v in model.trainable_variables]))
        return value

    values = []
    for k in list(range(BATCHES)) + [0]:
        lists = sequences(1 + k, BATCH_SIZE, LONGEST, size['vocabulary'])
        y = np.array(labels(lists, size['vocabulary']), dtype=keras.config.floatx()).reshape(-1, 1)
        values.append(float(step(padded(lists), y)))
    return values


def dataset(seed, count, vocabulary):
    lists = sequences(seed, count, FIT_LONGEST, vocabulary)
    y = labels(lists, vocabulary)
    signature = (tf.TensorSpec([None], tf.int32), tf.TensorSpec([], tf.int64))
    examples = tf.data.Dataset.from_generator(lambda: zip(lists, y), output_signature=signature)
    return examples.apply(tf.data.experimental.assert_cardinality(count)).padded_batch(FIT_BATCH)


def history_of_fit(size, masked):
    model = network(size, masked)
    model.compile(loss='binary_crossentropy', optimizer=adam(FIT_RATE), metrics=['accuracy'])
    train, validation = dataset(20, TRAIN, size['vocabulary']), dataset(21, VALIDATION, size['vocabulary'])
    history = model.fit(train, validation_data=validation, epochs=EPOCHS, shuffle=False, verbose=0).history
    return list(zip(*[history[key] for key in ['loss', 'accuracy', 'val_loss', 'val_accuracy']]))


def text(values):
    return '{' + ', '.join(repr(float(v)) for v in values) + '}'


def main():
    header = Header('trajectory.py')
    header.text(STRUCTS)
    for floatx, scalar in [('float64', 'double'), ('float32', 'float')]:
        keras.config.set_floatx(floatx)
        for size in [SMALL, REAL]:
            rows = [['true' if m else 'false', text(losses_by_hand(size, m))] for m in [True, False]]
            header.table('Trajectory', f'{size["name"]}_network_{scalar}', rows)
        fits = [(masked, map(text, history_of_fit(SMALL, masked))) for masked in [True, False]]
        rows = [['true' if masked else 'false', '{' + ', '.join(epochs) + '}'] for masked, epochs in fits]
        header.table('FitTrajectory', f'fit_{scalar}', rows)
    header.end()


if __name__ == '__main__':
    main()
