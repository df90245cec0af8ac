# SPDX-License-Identifier: MIT
"""Outputs and gradients of Keras's Bidirectional in all merge modes, and of a stack of layers, in float64.

    pip install tensorflow keras
    python tests/golden/bidirectional.py > tests/golden/bidirectional.hpp

Sequences are as in lstm.py. Keras gives zeros where one has ended, but for the bare layer that repeats its last output.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers

INPUT_DIM, UNITS, LENGTHS = 3, 5, [3, 1, 5, 3, 5]
BATCH, STEPS = len(LENGTHS), max(LENGTHS)
MASK = np.arange(STEPS)[None, :] < np.array(LENGTHS)[:, None]
LAYERS = {'lstm': keras.layers.LSTM, 'gru': keras.layers.GRU, 'simple_rnn': keras.layers.SimpleRNN}

STRUCT = '''/// One pass of a Bidirectional over LSTM{5} and `backward`, and the gradients of sum(y * dy); with merge_mode none of
/// sum(y.forward * dy.forward) + sum(y.backward * dy.backward), and y holds both, one after the other. dkernel is that
/// of the forward layer and dkernel_2 that of the backward one.
struct BidirectionalCase {
  const char *name, *merge_mode, *backward;
  Index backward_units;
  bool masked, sequences;
  std::span<const double> y, dx, dkernel, dkernel_2;
};'''


def set_weights(layer, seed):
    scales = [0.7, 0.5, 0.4]
    layer.set_weights([numbers(seed + k, w.shape, scales[k]) for k, w in enumerate(layer.weights)])


def rounded(values):
    """To 13 digits, which are more than the tests compare, so that the header is a third smaller."""
    return [float(f'{v:.13g}') for v in np.concatenate([np.asarray(part).ravel() for part in values])]


def outputs_and_gradients(layers, kernels, masked):
    """The outputs, a list, of layers one after another, and the gradients of x and of the kernels."""
    x = tf.constant(numbers(1, (BATCH, STEPS, INPUT_DIM), 1.0))
    mask = tf.constant(MASK) if masked else None
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x
        for layer in layers:
            y = layer(y, mask=mask)
        y = list(y) if isinstance(y, (tuple, list)) else [y]
        if masked:
            assert all(np.all(part.numpy()[~MASK] == 0) for part in y if len(part.shape) == 3)
        loss = sum(tf.reduce_sum(part * numbers(2 + k, part.shape, 1.0)) for k, part in enumerate(y))
    return y, tape.gradient(loss, [x] + [kernel.value for kernel in kernels])


def case(header, merge_mode, backward='lstm', backward_units=UNITS, masked=True, sequences=False):
    options = {'return_sequences': sequences}
    forward = keras.layers.LSTM(UNITS, **options)
    other = None
    if backward != 'lstm':
        other = LAYERS[backward](backward_units, go_backwards=True, **options)
    layer = keras.layers.Bidirectional(forward, merge_mode=merge_mode, backward_layer=other)
    layer.build((BATCH, STEPS, INPUT_DIM))
    set_weights(layer.forward_layer, 10)
    set_weights(layer.backward_layer, 20)
    kernels = [layer.forward_layer.cell.kernel, layer.backward_layer.cell.kernel]
    y, gradients = outputs_and_gradients([layer], kernels, masked)
    name = '_'.join([
        'bidirectional', backward, str(merge_mode).lower(), 'sequences' if sequences else 'last_state',
        'masked' if masked else 'unmasked'
    ])
    parts = zip(['y', 'dx', 'dkernel', 'dkernel_2'], [y] + [[g] for g in gradients])
    arrays = [header.array(f'{name}_{part}', rounded(values)) for part, values in parts]
    flag = {False: 'false', True: 'true'}
    mode = str(merge_mode).lower()
    return [f'"{name}"', f'"{mode}"', f'"{backward}"', str(backward_units), flag[masked], flag[sequences]] + arrays


def cases(header):
    for sequences in [False, True]:
        for merge_mode in ['sum', 'mul', 'ave', None]:
            yield case(header, merge_mode, sequences=sequences)
        yield case(header, 'mul', masked=False, sequences=sequences)
        yield case(header, 'mul', 'gru', sequences=sequences)
        yield case(header, 'ave', 'simple_rnn', masked=False, sequences=sequences)
        for merge_mode in ['concat', None]:
            yield case(header, merge_mode, 'gru', UNITS - 1, sequences=sequences)


def repeated(header):
    """What a bare layer gives with a mask: its last output again after a sequence's end."""
    layer = keras.layers.LSTM(UNITS, return_sequences=True)
    layer.build((BATCH, STEPS, INPUT_DIM))
    set_weights(layer, 10)
    y = layer(tf.constant(numbers(1, (BATCH, STEPS, INPUT_DIM), 1.0)), mask=tf.constant(MASK)).numpy()
    assert all(np.array_equal(y[k, t], y[k, n - 1]) for k, n in enumerate(LENGTHS) for t in range(n, STEPS))
    header.array('repeated_lstm_y', rounded([y]))
    layer.return_sequences, layer.go_backwards = True, True
    y = layer(tf.constant(numbers(1, (BATCH, STEPS, INPUT_DIM), 1.0)), mask=tf.constant(MASK)).numpy()[:, ::-1]
    assert np.all(y[~MASK] == 0)
    header.array('repeated_lstm_backward_y', rounded([y]))


def stack(header):
    """LSTM(5), Bidirectional(GRU(4), ave), SimpleRNN(3)."""
    gru = keras.layers.GRU(4, return_sequences=True)
    layers = [keras.layers.LSTM(UNITS, return_sequences=True), keras.layers.Bidirectional(gru, merge_mode='ave'),
              keras.layers.SimpleRNN(3)]
    features = INPUT_DIM
    for layer in layers:
        layer.build((BATCH, STEPS, features))
        features = 4 if layer is layers[1] else UNITS
    parts = [layers[0], layers[1].forward_layer, layers[1].backward_layer, layers[2]]
    for k, part in enumerate(parts):
        set_weights(part, 10 * (k + 1))
    y, gradients = outputs_and_gradients(layers, [part.cell.kernel for part in parts], True)
    names = ['y', 'dx', 'lstm_dkernel', 'forward_dkernel', 'backward_dkernel', 'simple_rnn_dkernel']
    for name, values in zip(names, [y] + [[g] for g in gradients]):
        header.array(f'stack_{name}', rounded(values))


def main():
    keras.config.set_floatx('float64')
    header = Header('bidirectional.py', ['weft/core/packing.hpp'])
    header.text(STRUCT)
    header.table('BidirectionalCase', 'bidirectional_cases', list(cases(header)))
    repeated(header)
    stack(header)
    header.end()


if __name__ == '__main__':
    main()
