# SPDX-License-Identifier: MIT
"""Twenty steps of Keras's optimizers on three parameters with given gradients.

    pip install tensorflow keras
    python tests/golden/optimizers.py > tests/golden/optimizers.hpp

The bias's gradients are so small that epsilon matters. In float64 a number of Python's stays what it is here; Keras's
ops.cast would round it to float32 first, as its decay of weights does with what is not a number of NumPy's.
"""

import numpy as np
import tensorflow as tf

import keras
from formula import Header, numbers
from keras.src import ops

KERNEL, BIAS, FILTERS, STEPS, SHOWN = (2, 3), (3,), (2, 2, 2), 20, (1, 5, 20)
SHAPES, SCALES = [KERNEL, BIAS, FILTERS], [0.5, 3e-4, 2.0]

STRUCT = '''/// Three parameters, [2 x 3], [3] and [2 x 2 x 2], one after another, after 1, 5 and 20 steps in float64 and in
/// float32; and Keras's variables for them after the last in float64, those of one kind for all parameters after those
/// of the other. The parameters are numbers(k, shape, 0.5) for k = 1, 2 and 3; their gradients in step t, from 0, are
/// numbers(100 k + t, shape, scale) with the scales 0.5, 3e-4 and 2. The options are in optimizers.py and in the tests.
struct OptimizerRun {
  std::span<const double> parameters, parameters_float, slots;
};'''

RUNS = {
    'sgd': lambda o: o.SGD(0.05),
    'sgd_momentum': lambda o: o.SGD(0.05, momentum=0.9),
    'sgd_nesterov': lambda o: o.SGD(0.05, momentum=0.8, nesterov=True),
    'sgd_schedule': lambda o: o.SGD(o.schedules.ExponentialDecay(np.dtype(keras.config.floatx()).type(0.05), 4, 0.7),
                                    momentum=0.9),
    'rmsprop': lambda o: o.RMSprop(),
    'rmsprop_momentum': lambda o: o.RMSprop(0.01, rho=0.8, momentum=0.7, epsilon=1e-5),
    'rmsprop_centered': lambda o: o.RMSprop(0.01, centered=True),
    'rmsprop_all': lambda o: o.RMSprop(0.01, rho=0.95, momentum=0.5, epsilon=1e-3, centered=True),
    'adagrad': lambda o: o.Adagrad(),
    'adagrad_options': lambda o: o.Adagrad(0.1, initial_accumulator_value=0.0, epsilon=1e-6),
    'adadelta': lambda o: o.Adadelta(),
    'adadelta_options': lambda o: o.Adadelta(1.0, rho=0.9, epsilon=1e-6),
    'adam': lambda o: o.Adam(),
    'adam_amsgrad': lambda o: o.Adam(0.01, beta_2=0.7, amsgrad=True),
    'adamw': lambda o: o.AdamW(0.01, weight_decay=np.float64(0.004)),
    'adamw_options': lambda o: o.AdamW(0.02, weight_decay=np.float64(0.3), beta_1=0.8, beta_2=0.9, epsilon=1e-4, amsgrad=True),
    'nadam': lambda o: o.Nadam(),
    'nadam_options': lambda o: o.Nadam(0.02, beta_1=0.8, beta_2=0.9, epsilon=1e-4),
    'adamax': lambda o: o.Adamax(),
    'adamax_options': lambda o: o.Adamax(0.02, beta_1=0.8, beta_2=0.9, epsilon=1e-4),
    'lion': lambda o: o.Lion(),
    'lion_options': lambda o: o.Lion(0.02, beta_1=0.7, beta_2=0.8),
    'ftrl': lambda o: o.Ftrl(),
    'ftrl_l1': lambda o: o.Ftrl(0.5, l1_regularization_strength=2.0, initial_accumulator_value=0.5),
    'ftrl_options': lambda o: o.Ftrl(0.3, learning_rate_power=-0.7, initial_accumulator_value=0.2, beta=0.4,
                                     l1_regularization_strength=0.1, l2_regularization_strength=0.3,
                                     l2_shrinkage_regularization_strength=0.05),
    'lamb': lambda o: o.Lamb(),
    'lamb_options': lambda o: o.Lamb(0.02, beta_1=0.8, beta_2=0.9, epsilon=1e-4),
    'adafactor': lambda o: o.Adafactor(),
    'adafactor_options': lambda o: o.Adafactor(0.5, beta_2_decay=-0.6, epsilon_1=1e-6, epsilon_2=0.6,
                                               clip_threshold=0.7),
}


def cast_without_rounding(cast=ops.cast):
    def result(x, dtype):
        dtype = keras.backend.standardize_dtype(dtype)
        return cast(np.dtype(dtype).type(x) if isinstance(x, float) else x, dtype)

    return result


def joined(tensors):
    return np.concatenate([np.asarray(t, dtype='float64').ravel() for t in tensors])


def by_kind(optimizer, parameters):
    """The optimizer's variables of the parameters' shapes, those of one kind after those of the other."""
    kinds = {}
    for variable in optimizer.variables:
        for parameter in parameters:
            prefix = f'{optimizer.name}/{parameter.path}_'
            if variable.path.startswith(prefix):
                kinds.setdefault(variable.path.removeprefix(prefix), []).append(variable)
    return [variable for variables in kinds.values() for variable in variables]


def run(make):
    """The parameters after the steps that are shown, and the optimizer's variables, by kind."""
    optimizer = make(keras.optimizers)
    parameters = [keras.Variable(numbers(k + 1, shape, 0.5), name=f'parameter{k}') for k, shape in enumerate(SHAPES)]
    optimizer.build(parameters)
    shown = []
    for step in range(STEPS):
        optimizer.apply([tf.constant(numbers(100 * (k + 1) + step, shape, scale), keras.config.floatx())
                         for k, (shape, scale) in enumerate(zip(SHAPES, SCALES))])
        if step + 1 in SHOWN:
            shown.append(joined(parameters))
    return joined(shown), joined(by_kind(optimizer, parameters) or [[]])


def check_relative_step():
    """That Adafactor computes the same with relative_step and without it, and with a schedule."""
    constant = keras.optimizers.schedules.PiecewiseConstantDecay([10**6], [np.float64(0.5), np.float64(0.5)])
    results = [run(lambda o, options=options: o.Adafactor(**options))[0]
               for options in [{'learning_rate': 0.5}, {'learning_rate': 0.5, 'relative_step': False},
                               {'learning_rate': constant}]]
    assert all((result == results[0]).all() for result in results)


def main():
    ops.cast = cast_without_rounding()
    header = Header('optimizers.py')
    header.text(STRUCT)
    keras.config.set_floatx('float64')
    check_relative_step()
    for name, make in RUNS.items():
        arrays = []
        for floatx, suffix in [('float64', ''), ('float32', '_float')]:
            keras.config.set_floatx(floatx)
            parameters, slots = run(make)
            arrays.append(header.array(f'{name}_parameters{suffix}', parameters))
            if floatx == 'float64':
                factored = name.startswith('adafactor') or slots.size == 0
                kept = '{}' if factored else header.array(f'{name}_slots', slots)
        header.text(f'inline constexpr OptimizerRun {name} = {{{arrays[0]}, {arrays[1]}, {kept}}};')
    header.end()


main()
