# SPDX-License-Identifier: MIT
"""Outputs, final states and gradients of Keras's LSTM, GRU and SimpleRNN with their options, in float64.

    pip install tensorflow keras
    python tests/golden/recurrent_layers.py > tests/golden/recurrent_layers.hpp

Sequences are as in lstm.py: in the caller's order, in the order of time whatever the direction, and zero where one has
ended. Dropout's masks are given, not drawn: the cell is made to return them.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, mix, numbers

INPUT_DIM, UNITS, LENGTHS = 3, 5, [3, 1, 5, 3, 5]
BATCH, STEPS = len(LENGTHS), max(LENGTHS)
MASK = np.arange(STEPS)[None, :] < np.array(LENGTHS)[:, None]
GATES = {'lstm': 4, 'gru_reset_after': 3, 'gru_reset_before': 3, 'simple_rnn': 1}
INPUT_DROPOUT, STATE_DROPOUT = 0.25, 0.5

STRUCTS = ['''enum class RecurrentKind { lstm, gru_reset_after, gru_reset_before, simple_rnn };

/// none, one mask of the input that all gates share, or masks of the input and of the state for each gate.
enum class DropoutMasks { none, input, gates };''',
'''/// One pass of one recurrent layer: what it gives, and the gradients of
///
///   sum(y * dy)                                   or with final_gradients
///   sum(y * dy) + sum(h * dh) + sum(c * dc)       of the final states too.
///
/// recurrent_cases.hpp makes what was given. y is [batch x units], or with `sequences` [batch x time x units]; h and c
/// are each sequence's state after its last step in the direction of the walk, [batch x units], c for LSTM alone.
/// Without `initial_states` they are zero, and dh0 and dc0 are empty; without a bias, dbias is; SimpleRNN has no
/// recurrent_activation.
struct RecurrentCase {
  const char* name;
  RecurrentKind kind;
  Direction direction;
  bool masked, sequences, use_bias;
  const char *activation, *recurrent_activation;
  bool initial_states, final_gradients;
  DropoutMasks dropout;
  std::span<const double> y, h, c, dx, dkernel, drecurrent_kernel, dbias, dh0, dc0;
};''']


def dropout_masks(seed, count, features, rate):
    """[count x batch x features] of 0, a share `rate` of them, and 1 / (1 - rate)."""
    size = count * BATCH * features
    kept = np.array([mix(seed, k) >= rate * 2.0**32 for k in range(size)], dtype='float64')
    return (kept / (1 - rate)).reshape(count, BATCH, features)


def give_masks(layer, kind, dropout):
    if dropout == 'none':
        return
    count = GATES[kind] if dropout == 'gates' else 1
    one_array = dropout == 'input' or kind == 'simple_rnn'
    given = list(tf.constant(dropout_masks(20, count, INPUT_DIM, INPUT_DROPOUT)))
    layer.cell.get_dropout_mask = lambda _: given[0] if one_array else given
    if dropout == 'gates':
        given_to_state = list(tf.constant(dropout_masks(21, count, UNITS, STATE_DROPOUT)))
        layer.cell.get_recurrent_dropout_mask = lambda _: given_to_state[0] if one_array else given_to_state


def make_layer(kind, direction, sequences, use_bias, activation, recurrent_activation, dropout):
    options = {
        'return_sequences': sequences,
        'return_state': True,
        'go_backwards': direction == 'backward',
        'use_bias': use_bias,
        'activation': activation,
        'dropout': 0.0 if dropout == 'none' else INPUT_DROPOUT,
        'recurrent_dropout': STATE_DROPOUT if dropout == 'gates' else 0.0,
    }
    if kind == 'simple_rnn':
        layer = keras.layers.SimpleRNN(UNITS, **options)
    elif kind == 'lstm':
        layer = keras.layers.LSTM(UNITS, recurrent_activation=recurrent_activation, **options)
    else:
        options['reset_after'] = kind == 'gru_reset_after'
        layer = keras.layers.GRU(UNITS, recurrent_activation=recurrent_activation, **options)
    layer.build((BATCH, STEPS, INPUT_DIM))
    scales = [0.7, 0.5, 0.4]
    layer.set_weights([numbers(10 + k, w.shape, scales[k]) for k, w in enumerate(layer.weights)])
    give_masks(layer, kind, dropout)
    return layer


def state_numbers(seed, count):
    return [tf.constant(numbers(seed + k, (BATCH, UNITS), 1.0)) for k in range(count)]


def run(layer, kind, direction, masked, sequences, initial_states, final_gradients):
    """y, the final states, and the gradients of x, of the weights and of the initial states."""
    x = tf.constant(numbers(1, (BATCH, STEPS, INPUT_DIM), 1.0))
    states = 2 if kind == 'lstm' else 1
    initial = state_numbers(3, states) if initial_states else []
    with tf.GradientTape() as tape:
        tape.watch([x] + initial)
        mask = tf.constant(MASK) if masked else None
        y, *final = layer(x, initial_state=initial or None, mask=mask, training=True)
        if direction == 'backward' and sequences:
            y = tf.reverse(y, [1])
        if masked and sequences:
            y *= MASK[:, :, None]
        loss = tf.reduce_sum(y * numbers(2, y.shape, 1.0))
        if final_gradients:
            loss += sum(tf.reduce_sum(s * ds) for s, ds in zip(final, state_numbers(5, states)))
    weights = [v.value for v in layer.trainable_variables]
    gradients = tape.gradient(loss, [x] + weights + initial)
    return y, final, gradients[0], gradients[1:1 + len(weights)], gradients[1 + len(weights):]


def rounded(values):
    """To 13 digits, which are more than the tests compare, so that the header is a third smaller."""
    return [float(f'{v:.13g}') for v in np.asarray(values).ravel()]


def case(header, name, kind, direction='forward', masked=True, sequences=False, use_bias=True, activation='tanh',
         recurrent_activation='sigmoid', initial_states=False, final_gradients=False, dropout='none'):
    layer = make_layer(kind, direction, sequences, use_bias, activation, recurrent_activation, dropout)
    y, final, dx, dweights, dinitial = run(layer, kind, direction, masked, sequences, initial_states, final_gradients)
    name = f'{kind}_{name}'
    parts = dict(zip(['h', 'c'], final)) | {'dx': dx}
    parts |= dict(zip(['dkernel', 'drecurrent_kernel', 'dbias'], dweights)) | dict(zip(['dh0', 'dc0'], dinitial))
    if sequences:
        parts = {'y': y} | parts
    arrays = {part: header.array(f'{name}_{part}', rounded(values)) for part, values in parts.items()}
    if not sequences:  # y is the final state
        assert np.array_equal(y, final[0])
        arrays['y'] = arrays['h']
    flag = {False: 'false', True: 'true'}
    given = [
        f'"{name}"', f'RecurrentKind::{kind}', f'Direction::{direction}', flag[masked], flag[sequences], flag[use_bias],
        f'"{activation}"', '""' if kind == 'simple_rnn' else f'"{recurrent_activation}"', flag[initial_states],
        flag[final_gradients], f'DropoutMasks::{dropout}'
    ]
    results = ['y', 'h', 'c', 'dx', 'dkernel', 'drecurrent_kernel', 'dbias', 'dh0', 'dc0']
    return given + [arrays.get(part, '{}') for part in results]


def cases(header, kind):
    if kind == 'lstm':  # lstm.py has the others
        yield case(header, 'sequences_backward_states', kind, 'backward', sequences=True)
    else:
        for sequences in [False, True]:
            for direction in ['forward', 'backward']:
                for masked in [True, False]:
                    returns, padding = 'sequences' if sequences else 'last_state', 'masked' if masked else 'unmasked'
                    yield case(header, f'{returns}_{direction}_{padding}', kind, direction, masked, sequences)
    states = {'initial_states': True, 'final_gradients': True}
    yield case(header, 'states', kind, sequences=True, **states)
    yield case(header, 'states_backward', kind, 'backward', masked=False, **states)
    yield case(header, 'without_bias', kind, use_bias=False)
    yield case(header, 'relu', kind, activation='relu', recurrent_activation='hard_sigmoid')
    yield case(header, 'softsign', kind, 'backward', activation='softsign', recurrent_activation='silu')
    yield case(header, 'softmax', kind, activation='softmax')
    yield case(header, 'input_dropout', kind, dropout='input')
    yield case(header, 'gates_dropout', kind, sequences=True, dropout='gates')


def main():
    keras.config.set_floatx('float64')
    header = Header('recurrent_layers.py', ['weft/core/packing.hpp'])
    for struct in STRUCTS:
        header.text(struct)
    header.table('RecurrentCase', 'recurrent_cases', [row for kind in GATES for row in cases(header, kind)])
    header.end()


if __name__ == '__main__':
    main()
