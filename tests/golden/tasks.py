# SPDX-License-Identifier: MIT
"""Losses of four small models, one a kind of task, while Keras trains them: by hand over batches, and by model.fit.

    pip install tensorflow keras
    python tests/golden/tasks.py > tests/golden/tasks.hpp

    regression    Masking, LSTM, Dense(2)                            mean squared error, a weight for each example
    classifier    Embedding, Bidirectional(GRU), Dense(3, softmax)   a class an example, and classes weigh differently
    tagger        Embedding, Bidirectional(LSTM), Dense(4, softmax)  a class a step, a weight for each step
    multi_label   Embedding, SimpleRNN, Dense(4, sigmoid)            four yes or no an example; padding is not masked

All in float64. Each has another optimizer, and regression's has a schedule. The mask of Embedding and Masking reaches
the loss, whose mean is then over the steps that are there.

What trajectory.py says of Keras's slips holds here: Summed adds up an Embedding's gradient before it is squared, and
numbers of Python's are not rounded to float32 (see optimizers.py). Class weights are numbers that float32 has.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, lengths, numbers, token_ids
from keras.src import ops

STEPS, BATCH_SIZE, LONGEST, VOCABULARY, FEATURES = 20, 8, 9, 30, 3
EPOCHS, TRAIN, VALIDATION = 4, 38, 15  # of the classifier's fit: five batches an epoch, the last one smaller
CLASS_WEIGHT = {0: 0.5, 1: 1.0, 2: 2.5}


def cast_without_rounding(cast=ops.cast):
    def result(x, dtype):
        dtype = keras.backend.standardize_dtype(dtype)
        return cast(np.dtype(dtype).type(x) if isinstance(x, float) else x, dtype)

    return result


def summed(optimizer):
    """The optimizer, given a token's gradient as the sum over its occurrences."""
    class Summed(optimizer):
        def apply(self, grads, trainable_variables=None):
            return super().apply([tf.convert_to_tensor(g) for g in grads], trainable_variables)

    return Summed


def padded(lists, dtype):
    """[examples x longest ...] of lists of different lengths, with zeros behind each."""
    longest = max(map(len, lists))
    tails = [[(0, longest - len(rows))] + [(0, 0)] * (np.ndim(rows) - 1) for rows in lists]
    return np.stack([np.pad(np.asarray(rows, dtype), tail) for rows, tail in zip(lists, tails)])


def sequences(seed, count):
    return [token_ids(1000 * seed + k, length, VOCABULARY) for k, length in enumerate(lengths(seed, count, LONGEST))]


def weights(seed, count):
    return 1 + numbers(seed, (count,), 1.0)


def regression_data(seed, count=BATCH_SIZE):
    x = [numbers(1000 * seed + k, (n, FEATURES), 1.0) for k, n in enumerate(lengths(seed, count, LONGEST))]
    y = np.array([[steps[0, 0] + steps[-1, 1], steps[0, 2] * steps[-1, 0]] for steps in x])
    return padded(x, 'float64'), y, weights(5000 + seed, count)


def classifier_data(seed, count=BATCH_SIZE):
    lists = sequences(seed, count)
    y = np.array([(ids[0] + ids[-1]) % 3 for ids in lists])
    return padded(lists, 'int32'), y, np.array([CLASS_WEIGHT[c] for c in y])


def tagger_data(seed, count=BATCH_SIZE):
    lists = sequences(seed, count)
    y = [[(before + now) % 4 for before, now in zip([0] + ids, ids)] for ids in lists]
    w = [weights(1000 * seed + 500 + k, len(ids)) for k, ids in enumerate(lists)]
    return padded(lists, 'int32'), padded(y, 'int32'), padded(w, 'float64')


def multi_label_data(seed, count=BATCH_SIZE):
    lists = sequences(seed, count)
    y = np.array([[float(any(token % 7 == label for token in ids)) for label in range(4)] for ids in lists])
    return padded(lists, 'int32'), y, None


def network(*layers):
    model = keras.Sequential(layers)
    model.set_weights([numbers(100 + k, w.shape, 0.5) for k, w in enumerate(model.get_weights())])
    return model


def embedding(mask_zero=True):
    return [keras.Input([None], dtype='int32'), keras.layers.Embedding(VOCABULARY, 5, mask_zero=mask_zero)]


def regression():
    rate = keras.optimizers.schedules.CosineDecay(np.float64(0.02), 15, alpha=0.1)
    model = network(keras.Input([None, FEATURES]), keras.layers.Masking(), keras.layers.LSTM(6), keras.layers.Dense(2))
    return model, keras.losses.MeanSquaredError(), keras.optimizers.Adam(rate, global_clipnorm=0.5)


def classifier():
    recurrent = keras.layers.Bidirectional(keras.layers.GRU(4))
    model = network(*embedding(), recurrent, keras.layers.Dense(3, activation='softmax'))
    return model, keras.losses.SparseCategoricalCrossentropy(), summed(keras.optimizers.Adam)(0.01)


def tagger():
    recurrent = keras.layers.Bidirectional(keras.layers.LSTM(4, return_sequences=True))
    model = network(*embedding(), recurrent, keras.layers.Dense(4, activation='softmax'))
    return model, keras.losses.SparseCategoricalCrossentropy(), summed(keras.optimizers.RMSprop)(0.01, momentum=0.5)


def multi_label():
    model = network(*embedding(False), keras.layers.SimpleRNN(6), keras.layers.Dense(4, activation='sigmoid'))
    optimizer = summed(keras.optimizers.AdamW)(0.01, weight_decay=np.float64(0.3))
    return model, keras.losses.BinaryCrossentropy(), optimizer


def losses_by_hand(task, data):
    """The loss before each step, each on a batch of its own."""
    model, loss, optimizer = task()
    optimizer.build(model.trainable_variables)
    values = []
    for step in range(STEPS):
        x, y, w = data(1 + step)
        with tf.GradientTape() as tape:
            value = loss(y, model(x, training=True), sample_weight=w)
        optimizer.apply(tape.gradient(value, [v.value for v in model.trainable_variables]))
        values.append(float(value))
    return values


class BatchLogs(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.logs = []

    def on_train_batch_end(self, batch, logs=None):
        self.logs.append(dict(logs))


def fit(task, x, y, **options):
    model, loss, optimizer = task()
    model.compile(loss=loss, optimizer=optimizer, metrics=['accuracy'])
    batches = BatchLogs()
    history = model.fit(x, y, shuffle=False, verbose=0, callbacks=[batches], **options).history
    return history, {f'batch_{name}': [logs[name] for logs in batches.logs] for name in batches.logs[0]}


def main():
    ops.cast = cast_without_rounding()
    keras.config.set_floatx('float64')
    header = Header('tasks.py')
    header.text('// The loss before each of 20 steps, each on a batch of its own.')
    for task, data in [(regression, regression_data), (classifier, classifier_data), (tagger, tagger_data),
                       (multi_label, multi_label_data)]:
        header.array(f'{task.__name__}_losses', losses_by_hand(task, data))

    header.text("// fit's figures: after each epoch, and after each batch those of the epoch so far.")
    (x, y, _), (val_x, val_y, _) = classifier_data(30, TRAIN), classifier_data(31, VALIDATION)
    for figures in fit(classifier, x, y, validation_data=(val_x, val_y), class_weight=CLASS_WEIGHT, epochs=EPOCHS,
                       batch_size=BATCH_SIZE):
        for name, values in figures.items():
            header.array(f'classifier_fit_{name}', values)
    x, y, w = tagger_data(32)
    for name, values in fit(tagger, x, y, sample_weight=w, epochs=STEPS)[0].items():
        header.array(f'tagger_fit_{name}', values)
    header.end()


if __name__ == '__main__':
    main()
