# SPDX-License-Identifier: MIT
"""Keras's learning rate schedules in float64 over steps from 0 to beyond their ends.

    pip install tensorflow keras
    python tests/golden/schedules.py > tests/golden/schedules.hpp

The rates are given as NumPy's numbers, whose type Keras computes in.
"""

import numpy as np

import keras
from formula import Header
from keras.src import ops

STRUCT = '''/// A schedule's rates for steps 0, 1, 2, ..., schedule_steps - 1. The options are in schedules.py and in the test.
inline constexpr int schedule_steps = 76;'''

STEPS = 76
F = np.float64
RUNS = {
    'exponential': lambda s: s.ExponentialDecay(F(0.1), 10, 0.7),
    'exponential_staircase': lambda s: s.ExponentialDecay(F(0.1), 10, 0.7, staircase=True),
    'inverse_time': lambda s: s.InverseTimeDecay(F(0.1), 7, 0.6),
    'inverse_time_staircase': lambda s: s.InverseTimeDecay(F(0.1), 7, 0.6, staircase=True),
    'piecewise': lambda s: s.PiecewiseConstantDecay([3, 20, 21], [F(0.5), F(0.25), F(0.1), F(0.01)]),
    'polynomial': lambda s: s.PolynomialDecay(F(0.1), 30),
    'polynomial_power': lambda s: s.PolynomialDecay(F(0.1), 30, end_learning_rate=0.02, power=2.5),
    'polynomial_cycle': lambda s: s.PolynomialDecay(F(0.1), 13, end_learning_rate=0.02, power=0.5, cycle=True),
    'polynomial_rising': lambda s: s.PolynomialDecay(F(0.0), 16, end_learning_rate=0.3),
    'cosine': lambda s: s.CosineDecay(F(0.1), 40),
    'cosine_alpha': lambda s: s.CosineDecay(F(0.1), 40, alpha=0.2),
    'cosine_warmup': lambda s: s.CosineDecay(F(0.01), 40, alpha=0.1, warmup_target=0.3, warmup_steps=15),
    'cosine_warmup_0': lambda s: s.CosineDecay(F(0.01), 40, warmup_target=0.3),
    'restarts': lambda s: s.CosineDecayRestarts(F(0.1), 8),
    'restarts_options': lambda s: s.CosineDecayRestarts(F(0.1), 10, t_mul=1.5, m_mul=0.8, alpha=0.1),
    'restarts_alike': lambda s: s.CosineDecayRestarts(F(0.1), 9, t_mul=1.0, m_mul=0.5),
}


def cast_without_rounding(cast=ops.cast):
    def result(x, dtype):
        dtype = keras.backend.standardize_dtype(dtype)
        return cast(np.dtype(dtype).type(x) if isinstance(x, float) else x, dtype)

    return result


def main():
    ops.cast = cast_without_rounding()
    keras.config.set_floatx('float64')
    header = Header('schedules.py')
    header.text(STRUCT)
    for name, make in RUNS.items():
        schedule = make(keras.optimizers.schedules)
        header.array(name, [float(schedule(step)) for step in range(STEPS)])
    header.end()


main()
