# SPDX-License-Identifier: MIT
"""What Keras's regularizers say of weights, and a small model while Keras trains it with regularizers and constraints.

    pip install tensorflow keras
    python tests/golden/regularizers.py > tests/golden/regularizers.hpp

In float64; L1 keeps its factor as a float32, so that those given to it here are numbers that float32 has. The model,
Embedding, LSTM, Dense(3, softmax), is trained on the batches of tasks.py's classifier, whose module says what is done
about slips of Keras's. Four trainings:

    penalized   20 steps of Adam, each on a batch of its own; L1L2, L1 and L2, MaxNorm, MinMaxNorm and NonNeg
    averaged    20 epochs of one batch by model.fit, with an embedding that is not trained, a gradient that is clipped,
                and a moving average, which the weights become in every third step and in the end
    accumulated the same with the gradients of two batches for a step, without an average
    penalized_fit    model.fit, whose last batch is smaller, with validation
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers
from keras.constraints import MaxNorm, MinMaxNorm, NonNeg
from keras.regularizers import L1, L1L2, L2
from keras.src import ops
from tasks import BATCH_SIZE, STEPS, VOCABULARY, BatchLogs, cast_without_rounding, classifier_data, network, summed

UNITS, FEATURES, CLASSES = 6, 5, 3


def model(trained=True):
    embedding = keras.layers.Embedding(
        VOCABULARY, FEATURES, mask_zero=True, embeddings_regularizer=L1L2(l1=1e-3, l2=2e-3),
        embeddings_constraint=MinMaxNorm(0.75, 1.0, 0.25, axis=1), trainable=trained)
    lstm = keras.layers.LSTM(
        UNITS, kernel_regularizer=L2(3e-3), recurrent_regularizer=L1(1 / 512), recurrent_constraint=MaxNorm(0.625),
        bias_constraint=NonNeg())
    dense = keras.layers.Dense(
        CLASSES, activation='softmax', kernel_regularizer=L1L2(l1=1e-3, l2=1e-3), bias_constraint=NonNeg())
    result = keras.Sequential([keras.Input([None], dtype='int32'), embedding, lstm, dense])
    variables = embedding.weights + lstm.weights + dense.weights  # set_weights puts those behind that are not trained
    for k, w in enumerate(variables):
        w.assign(numbers(100 + k, w.shape, 0.5))
    return result, variables


def final(header, name, variables):
    for variable, part in zip(variables, ['embeddings', 'kernel', 'recurrent', 'bias', 'dense', 'dense_bias']):
        header.array(f'{name}_{part}', variable.numpy())


def by_hand(header):
    trained, variables = model()
    loss, optimizer = keras.losses.SparseCategoricalCrossentropy(), summed(keras.optimizers.Adam)(0.01)
    optimizer.build(trained.trainable_variables)
    values = []
    for step in range(STEPS):
        x, y, _ = classifier_data(1 + step)
        with tf.GradientTape() as tape:
            value = loss(y, trained(x, training=True)) + sum(trained.losses)
        optimizer.apply(tape.gradient(value, [v.value for v in trained.trainable_variables]))
        values.append(float(value))
    header.array('penalized_losses', values)
    final(header, 'penalized', variables)


def frozen(header, name, **options):
    trained, variables = model(False)
    optimizer = summed(keras.optimizers.Adam)(0.01, global_clipnorm=0.05, **options)
    trained.compile(loss='sparse_categorical_crossentropy', optimizer=optimizer)
    x, y, _ = classifier_data(40)
    history = trained.fit(x, y, batch_size=len(y), epochs=STEPS, verbose=0).history
    header.array(f'{name}_losses', history['loss'])
    final(header, name, variables)


def fit(header):
    trained, _ = model()
    trained.compile(loss='sparse_categorical_crossentropy', optimizer=summed(keras.optimizers.Adam)(0.01))
    (x, y, _), (val_x, val_y, _) = classifier_data(41, 38), classifier_data(42, 15)
    batches = BatchLogs()
    history = trained.fit(x, y, validation_data=(val_x, val_y), batch_size=BATCH_SIZE, epochs=4, shuffle=False,
                          verbose=0, callbacks=[batches]).history
    header.array('penalized_fit_batch_loss', [logs['loss'] for logs in batches.logs])
    header.array('penalized_fit_loss', history['loss'])
    header.array('penalized_fit_val_loss', history['val_loss'])
    header.array('penalized_fit_evaluated', [trained.evaluate(val_x, val_y, batch_size=4, verbose=0)])


def main():
    ops.cast = cast_without_rounding()
    keras.config.set_floatx('float64')
    header = Header('regularizers.py')
    header.text('// Penalties of numbers(8, [n], 1.5) for n = 0, 1, 7, 8, 100 and L1(0.25), L2(0.5), L1L2(0.25, 0.5),\n'
                '// and the derivative of the last of them.')
    w = [tf.Variable(numbers(8, [n], 1.5)) for n in [0, 1, 7, 8, 100]]
    kinds = [L1(0.25), L2(0.5), L1L2(0.25, 0.5)]
    header.array('penalties', [float(kind(each)) for each in w for kind in kinds])
    with tf.GradientTape() as tape:
        value = kinds[-1](w[-1])
    header.array('penalty_gradient', tape.gradient(value, w[-1]))
    header.text('// The losses of 20 steps, with their penalties, and the weights behind them.')
    by_hand(header)
    frozen(header, 'averaged', use_ema=True, ema_momentum=np.float64(0.75), ema_overwrite_frequency=3)
    frozen(header, 'accumulated', gradient_accumulation_steps=2)
    header.text("// fit's losses: after each batch the epoch's so far, after each epoch, and evaluate's in the end.")
    fit(header)
    header.end()


if __name__ == '__main__':
    main()
